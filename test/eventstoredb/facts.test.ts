import { randomUUID } from 'node:crypto';
import {
  EventStoreDBClient,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  type AllStreamResolvedEvent,
  type AppendResult,
  type EventData,
  type ReadAllOptions,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { checkServer } from '../../libs/event-log/eventstoredb/connect.js';
import { collected } from '../../libs/event-log/eventstoredb/read-page.js';
import { storeUnderTest } from './store-under-test.js';

/** What the adapter leans on, seen with the bare client: what holds on the peer holds on a real server, and the other way round. */
const store = storeUnderTest();

let client: EventStoreDBClient;
beforeAll(() => (client = EventStoreDBClient.connectionString(store.connectionString)));
afterAll(() => client.dispose());

const limit = 10_000;
const newStream = (): string => `fact.ø-${randomUUID()}`;

function eventOf(text: string, id: string = randomUUID()): EventData {
  const data = new TextEncoder().encode(text);
  return { id, type: 'a "type", æ', contentType: 'application/octet-stream', data, metadata: undefined };
}

const append = (stream: string, after: number, ...events: EventData[]): Promise<AppendResult> =>
  client.appendToStream(stream, events, {
    expectedRevision: after === -1 ? 'no_stream' : BigInt(after),
    requiresLeader: true,
  });

const readStream = (stream: string, from = 0): Promise<ResolvedEvent[]> =>
  collected(client.readStream(stream, { fromRevision: BigInt(from), requiresLeader: true }), limit);

const readAll = (options: ReadAllOptions): Promise<AllStreamResolvedEvent[]> =>
  collected(client.readAll({ ...options, requiresLeader: true }), limit);

const textOf = ({ event }: { event?: { data: unknown } | undefined }): string =>
  new TextDecoder().decode(event!.data as Uint8Array);

const refusal = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => Promise.reject(new Error('it was taken')),
    (error: Error) => error,
  );

describe(`${store.name}`, () => {
  it('tells its version', () => expect(checkServer(client, limit)).resolves.toBeUndefined());

  it('gives back data, type, stream and a UUID of version 8 as they were', async () => {
    const stream = newStream();
    const id = '0a1b2c3d-4e5f-8677-8899-aabbccddeeff';
    await append(stream, -1, eventOf('{"ø":"\u0000 𝄞"}', id));
    const [read] = await readStream(stream);
    expect(read!.event).toMatchObject({ streamId: stream, revision: 0n, id, type: 'a "type", æ', isJson: false });
    expect(textOf(read!)).toBe('{"ø":"\u0000 𝄞"}');
  });

  it('appends at the exact revision only, and tells where the stream stands', async () => {
    const stream = newStream();
    const early = await refusal(append(stream, 0, eventOf('1')));
    expect(early).toBeInstanceOf(WrongExpectedVersionError);
    expect(early).toMatchObject({ actualVersion: 'no_stream' });
    await append(stream, -1, eventOf('1'), eventOf('2'));
    expect(await refusal(append(stream, 0, eventOf('3')))).toMatchObject({ actualVersion: 1n });
    expect(await refusal(append(stream, 7, eventOf('3')))).toMatchObject({ actualVersion: 1n });
    expect(await append(stream, 1, eventOf('3'))).toMatchObject({ success: true, nextExpectedRevision: 2n });
  });

  it('takes an append with the same ids at the same revision for the one before, whatever it carries', async () => {
    const stream = newStream();
    const ids = [randomUUID(), randomUUID()];
    const first = await append(stream, -1, eventOf('1', ids[0]), eventOf('2', ids[1]));
    await append(stream, 1, eventOf('3'));
    const again = await append(stream, -1, eventOf('other', ids[0]), eventOf('other', ids[1]));
    expect(again).toMatchObject({ success: true, nextExpectedRevision: 1n, position: first.position! });
    expect((await readStream(stream)).map(textOf)).toEqual(['1', '2', '3']);
  });

  it('refuses known ids and new ones in one append, and stores a known one again at the next revision', async () => {
    const stream = newStream();
    const known = eventOf('1');
    await append(stream, -1, known);
    expect(await refusal(append(stream, -1, known, eventOf('2')))).toBeInstanceOf(WrongExpectedVersionError);
    await append(stream, 0, known);
    expect(await readStream(stream)).toHaveLength(2);
  });

  it('gives an event the same position in its stream and in all, and an append that of its last', async () => {
    const stream = newStream();
    const { position } = await append(stream, -1, eventOf('1'), eventOf('2'), eventOf('3'));
    const inStream = (await readStream(stream)).map(({ event }) => event!.position!);
    expect(inStream[2]).toEqual(position);
    const all = await readAll({ fromPosition: inStream[0]! });
    const same = all.filter(({ event }) => event?.streamId === stream).map(({ event }) => event!.position);
    expect(same).toEqual(inStream);
    for (const { commit, prepare } of same) expect(commit).toBe(prepare);
  });

  it('reads all from a position on, that event included, and nothing past the end', async () => {
    const stream = newStream();
    const { position } = await append(stream, -1, eventOf('1'));
    const last = await append(stream, 0, eventOf('2'), eventOf('3'));
    const two = await readAll({ fromPosition: position!, maxCount: 2 });
    expect(two.map(textOf)).toEqual(['1', '2']);
    const end = await readAll({ fromPosition: last.position!, maxCount: 1000 });
    expect(end.filter(({ event }) => event?.streamId === stream).map(textOf)).toEqual(['3']);
    const past = { commit: last.position!.commit + 100_000_000n, prepare: last.position!.commit + 100_000_000n };
    expect(await readAll({ fromPosition: past })).toEqual([]);
  });

  it('keeps the order of appends to many streams that are under way together', async () => {
    const stream = newStream();
    const appends = Array.from({ length: 150 }, (_, n) => n);
    const { position } = await append(stream, -1, eventOf('begin'));
    for (let at = 0; at < appends.length; at += 15)
      await Promise.all(appends.slice(at, at + 15).map((n) => append(`${stream}-${n}`, -1, eventOf(String(n)))));
    const all = await readAll({ fromPosition: position! });
    expect(
      all.filter(({ event }) => event?.streamId.startsWith(`${stream}-`)).map((one) => Number(textOf(one))),
    ).toEqual(appends);
  });

  it('says that a stream is not there', async () => {
    expect(await refusal(readStream(newStream()))).toBeInstanceOf(StreamNotFoundError);
  });

  it('takes a MiB in one append, and no byte more', async () => {
    const half = 'x'.repeat(512 * 1024);
    const stream = newStream();
    expect(await refusal(append(stream, -1, eventOf(half), eventOf(half), eventOf('y')))).toBeInstanceOf(
      MaxAppendSizeExceededError,
    );
    await append(stream, -1, eventOf(half), eventOf(half));
  });

  it('shows a deleted stream as missing, goes on with its numbers, and keeps its events in all', async () => {
    const stream = newStream();
    const { position } = await append(stream, -1, eventOf('1'));
    await client.deleteStream(stream);
    expect(await refusal(readStream(stream))).toBeInstanceOf(StreamNotFoundError);
    await append(stream, 0, eventOf('2'));
    expect((await readStream(stream)).map(({ event }) => event!.revision)).toEqual([1n]);
    const all = await readAll({ fromPosition: position! });
    expect(all.filter(({ event }) => event?.streamId === stream).map(textOf)).toEqual(['1', '2']);
  });

  it('takes nothing more for a stream deleted for good, and leaves a trace in all', async () => {
    const stream = newStream();
    const { position } = await append(stream, -1, eventOf('1'));
    await client.tombstoneStream(stream);
    expect(await refusal(append(stream, 0, eventOf('2')))).toBeInstanceOf(StreamDeletedError);
    const all = await readAll({ fromPosition: position! });
    expect(all.filter(({ event }) => event?.streamId === stream).map(({ event }) => event!.type)).toEqual([
      'a "type", æ',
      '$streamDeleted',
    ]);
  });
});
