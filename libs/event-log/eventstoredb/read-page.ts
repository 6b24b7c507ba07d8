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
import { Answers } from './answers.js';
import { readAllAnswers } from './read-all.js';
import { readRecord } from './store-record.js';
import { withTimeLimit } from './time-limit.js';

/** What lies in `$all` behind a place. */
export interface StorePage {
  readonly answers: Answers;
  /** Place of the last event of them, or where the reading began. */
  readonly next: Position;
  /** Nothing lay behind it when it was read. */
  readonly atEnd: boolean;
}

/** Events a page, and in one commit of the replica. */
const pageSize = 4_000;

/** What lies in the store after a place, of every stream; on the leader, since followers may be behind. */
export async function readPage(client: EventStoreDBClient, after: Position, limitMs: number): Promise<StorePage> {
  const answers = new Answers();
  let count = 0;
  await each(await withTimeLimit(readAllAnswers(client, after, pageSize + 1), limitMs), limitMs, (answer) => {
    // A reading begins with the event at its place, if that is still there.
    if (count++ > 0 || readRecord(answer)?.commit !== Number(after.commit)) answers.add(answer);
  });
  const { last } = answers;
  const next = last ? { commit: BigInt(last.commit), prepare: BigInt(last.prepare) } : after;
  return { answers, next, atEnd: count <= pageSize };
}

/** All events of a reading, which is let go when it takes too long. */
export async function collected<E>(reading: StreamingRead<E>, limitMs: number): Promise<E[]> {
  const events: E[] = [];
  await each(reading, limitMs, (event) => events.push(event));
  return events;
}

async function each<E>(
  reading: StreamingRead<E> | ClientReadableStream<E>,
  limitMs: number,
  take: (event: E) => void,
): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    const answers = reading as Readable;
    answers.on('data', (answer: E) => {
      try {
        take(answer);
      } catch (error) {
        // Thrown on, it would reach nobody.
        reject(error as Error);
      }
    });
    answers.on('end', resolve);
    // Stays: a late error that nobody listens for would end the process.
    answers.on('error', reject);
  });
  try {
    await withTimeLimit(ended, limitMs);
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
