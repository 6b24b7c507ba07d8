import { randomBytes } from 'node:crypto';
import { BACKWARDS, binaryEvent, EventStoreDBClient, type EventData, type Position } from '@eventstore/db-client';
import { openEventStoreLog, type EventStoreLog } from '#libs/event-log';
import type { Ground } from '../harness/bench.js';
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
  readonly events: readonly EventData[];
}

/** Every append that the adapter sends while it works: which events it put together in which. */
export async function sentDuring(work: () => Promise<unknown>): Promise<Sent[]> {
  const client = EventStoreDBClient.prototype;
  const append = client.appendToStream;
  const sent: Sent[] = [];
  client.appendToStream = function (
    this: EventStoreDBClient,
    stream: string,
    events: EventData | EventData[],
    options,
  ) {
    sent.push({ stream, events: [events].flat() });
    return append.call(this, stream, events as EventData[], options);
  } as typeof append;
  try {
    await work();
  } finally {
    client.appendToStream = append;
  }
  return sent;
}

/** The same appends as they come to a program: events that are not yet text. */
export type Told = readonly (readonly { readonly type: string; readonly event: unknown }[])[];

/** Appends by stream, in order. */
export function toldOf(sent: readonly Sent[]): Told[] {
  const streams = new Map<string, { type: string; event: unknown }[][]>();
  for (const { stream, events } of sent) {
    const told = events.map(({ type, data }) => ({
      type,
      event: JSON.parse(Buffer.from(data as Uint8Array).toString()),
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

/** Where the store ends now. */
export async function endOf(client: EventStoreDBClient): Promise<Position> {
  let end: Position | undefined;
  // Read to its end: a client is not let go while a reading is broken off.
  for await (const { event } of client.readAll({ direction: BACKWARDS, fromPosition: 'end', maxCount: 1 }))
    end = event?.position;
  if (!end) throw new Error('the event store holds nothing');
  return end;
}
