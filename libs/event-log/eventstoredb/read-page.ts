import {
  StreamNotFoundError,
  type EventStoreDBClient,
  type Position,
  type ReadStreamOptions,
  type RecordedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import type { ClientReadableStream } from '@grpc/grpc-js';
import type { Readable } from 'node:stream';
import { readingError, unreachable } from './failures.js';
import { readAllRecords } from './read-all.js';
import type { StoreRecord } from './store-record.js';
import { withTimeLimit } from './time-limit.js';

/** Events of `$all` in order. */
export interface StorePage {
  readonly events: readonly StoreRecord[];
  /** Place of the last of them, or where the reading began. */
  readonly last: Position;
  readonly atEnd: boolean;
}

/** Events a page, and in one commit of the replica. */
const pageSize = 4_000;

/** What lies in the store after a place, of every stream; on the leader, since followers may be behind. */
export async function readPage(client: EventStoreDBClient, after: Position, limitMs: number): Promise<StorePage> {
  const answers = await collected(await withTimeLimit(readAllRecords(client, after, pageSize + 1), limitMs), limitMs);
  const events = answers.filter((one) => one !== null);
  const full = events.length > pageSize;
  // A reading begins with the event at its place, if that is still there.
  if (events[0]?.commit === Number(after.commit)) events.shift();
  const last = events.at(-1);
  return { events, last: last ? placeOf(last) : after, atEnd: !full };
}

const placeOf = ({ commit, prepare }: StoreRecord): Position => ({ commit: BigInt(commit), prepare: BigInt(prepare) });

/** All events of a reading, which is let go when it takes too long. */
export async function collected<E>(reading: StreamingRead<E> | ClientReadableStream<E>, limitMs: number): Promise<E[]> {
  const events: E[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    const answers = reading as Readable;
    answers.on('data', (event: E) => events.push(event));
    answers.on('end', resolve);
    // Stays: a late error that nobody listens for would end the process.
    answers.on('error', reject);
  });
  try {
    await withTimeLimit(ended, limitMs);
    return events;
  } catch (error) {
    ended.catch(() => undefined);
    void Promise.resolve(reading.cancel()).catch(() => undefined);
    throw error;
  }
}

/**
 * Events of one stream, [] where there is none. A reading on a client that is let go meanwhile, since another of its readings failed, looks as if it
 * had ended: it is none, and is begun once more on the next one.
 * @throws EventLogError `log.unreachable` and others.
 */
export async function readStream(
  reading: () => EventStoreDBClient,
  stream: string,
  options: ReadStreamOptions,
  limitMs: number,
): Promise<RecordedEvent[]> {
  for (let isAgain = false; ; isAgain = true) {
    const client = reading();
    try {
      const events = await collected(client.readStream(stream, { ...options, requiresLeader: true }), limitMs);
      if (reading() === client) return events.flatMap(({ event }) => event ?? []);
    } catch (error) {
      if (error instanceof StreamNotFoundError) return [];
      if (isAgain || reading() === client) throw readingError(error);
    }
    if (isAgain) throw unreachable();
  }
}
