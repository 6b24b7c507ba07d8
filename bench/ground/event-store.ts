import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { BACKWARDS, binaryEvent, type EventStoreDBClient, type Position } from '@eventstore/db-client';
import { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { ClientDuplexStreamImpl } from '@grpc/grpc-js/build/src/call';
import { openEventStoreLog, type EventStoreLog } from '#libs/event-log';
import type { Ground } from '../harness/bench.js';
import { sleep } from '../harness/time.js';
import { freshDirectory } from './filled-house.js';

/** The server to measure on, as `esdb://…`; undefined where none is given. */
export const eventStore = (): string | undefined => process.env['SAGSSPOR_BENCH_EVENTSTOREDB'] || undefined;

/** A log's name that nobody else has: what is measured stays in the store. */
export const newLogName = (): string => `bench-${randomBytes(6).toString('hex')}`;

/** The log, read into a replica that is built anew. */
export const openLog = (connectionString: string, log: string, ground: Ground): Promise<EventStoreLog> =>
  openEventStoreLog({ connectionString, log, replicaDirectory: freshDirectory(ground, 'replica') });

/** One append as it was sent. */
export interface Sent {
  readonly stream: string;
  readonly events: readonly { readonly type: string; readonly data: Uint8Array }[];
}

/** Where messages are copied to as they are sent: kept one by one, they would be the collector's work in what is measured. */
let copies: Buffer | undefined;

/**
 * Every append that the adapter sends while it works, taken off the wire: which events it put together in which. They stand until the next
 * time.
 */
export async function sentDuring(work: () => Promise<unknown>): Promise<Sent[]> {
  const calls = ClientDuplexStreamImpl.prototype as Duplex;
  const room = (copies ??= Buffer.alloc(192 * 1024 * 1024, 1));
  const ends: number[] = [];
  let end = 0;
  const { write } = calls;
  calls.write = function (this: Duplex, message: Uint8Array): boolean {
    room.set(message, end);
    ends.push((end += message.length));
    return (write as (message: Uint8Array) => boolean).call(this, message);
  };
  try {
    await work();
  } finally {
    Reflect.deleteProperty(calls, 'write');
  }
  return ends.map((to, at) => sentIn(room.subarray(ends[at - 1] ?? 0, to)));
}

function sentIn(message: Uint8Array): Sent {
  const append = BatchAppendReq.deserializeBinary(message);
  const events = append.getProposedMessagesList().map((one) => ({
    type: one.getMetadataMap().get('type')!,
    data: one.getData_asU8(),
  }));
  return { stream: Buffer.from(append.getOptions()!.getStreamIdentifier()!.getStreamName_asU8()).toString(), events };
}

/** The same appends as they come to a program: events that are not yet text. */
export type Told = readonly (readonly { readonly type: string; readonly event: unknown }[])[];

/** Appends by stream, in order. */
export function toldOf(sent: readonly Sent[]): Told[] {
  const streams = new Map<string, { type: string; event: unknown }[][]>();
  for (const { stream, events } of sent) {
    const told = events.map(({ type, data }) => ({
      type,
      event: JSON.parse(Buffer.from(data).toString()),
    }));
    streams.set(stream, [...(streams.get(stream) ?? []), told]);
  }
  return [...streams.values()];
}

/** Appends them by the client alone, as the same bytes: those of a stream one after the other, the streams side by side. */
export async function appendBare(client: EventStoreDBClient, streams: readonly Told[], name: string): Promise<void> {
  const appendTo = async (stream: string, appends: Told): Promise<void> => {
    let revision = -1;
    for (const told of appends) {
      const events = told.map(({ type, event }) => binaryEvent({ type, data: Buffer.from(JSON.stringify(event)) }));
      const expectedRevision = revision === -1 ? 'no_stream' : BigInt(revision);
      await client.appendToStream(stream, events, { expectedRevision, requiresLeader: true });
      revision += events.length;
    }
  };
  await Promise.all(streams.map((appends, no) => appendTo(`${name}-${no}`, appends)));
}

/** Events of a page, and milliseconds between two looks at the end: as the adapter follows its log. */
const [page, looking] = [4000, 50];

/** Reads with the client alone, from a place on, all that comes, while somebody else appends; stopped by what it answers. */
export function readAlong(client: EventStoreDBClient, from: Position): () => Promise<void> {
  let isOver = false;
  const reading = (async () => {
    for (let place = from; !isOver; ) {
      const { count, last } = await readPage(client, place, page);
      place = last;
      if (count < page) await sleep(looking);
    }
  })();
  return async () => {
    isOver = true;
    await reading;
  };
}

/** One page behind a place, whose own event may be the first of it. */
export async function readPage(
  client: EventStoreDBClient,
  from: Position,
  maxCount: number,
): Promise<{ readonly count: number; readonly last: Position }> {
  let [count, last] = [0, from];
  for await (const { event } of client.readAll({ fromPosition: from, maxCount, requiresLeader: true })) {
    count++;
    if (event) last = event.position;
  }
  return { count, last };
}

/** Where the store ends now. */
export async function endOf(client: EventStoreDBClient): Promise<Position> {
  let end: Position | undefined;
  // Read to its end: a client is not let go while a reading is broken off.
  for await (const { event } of client.readAll({ direction: BACKWARDS, fromPosition: 'end', maxCount: 1 }))
    end = event?.position;
  if (!end) throw new Error('the event store holds nothing');
  return end;
}
