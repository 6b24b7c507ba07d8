import {
  StreamNotFoundError,
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
  type Position,
  type ReadStreamOptions,
  type RecordedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import { readingError, unreachable } from './failures.js';
import { withTimeLimit } from './time-limit.js';

/** Events of `$all` in order. */
export interface StorePage {
  readonly events: readonly AllStreamResolvedEvent[];
  /** Place of the last of them, or where the reading began. */
  readonly last: Position;
  readonly atEnd: boolean;
}

/** Events a page, and in one commit of the replica. */
const pageSize = 1_000;

/** What lies in the store after a place, of every stream; on the leader, since followers may be behind. */
export async function readPage(client: EventStoreDBClient, after: Position, limitMs: number): Promise<StorePage> {
  const reading = client.readAll({ fromPosition: after, maxCount: pageSize + 1, requiresLeader: true });
  const events = await collected(reading, limitMs);
  const full = events.length > pageSize;
  // A reading begins with the event at its place, if that is still there.
  if (events[0]?.event?.position.commit === after.commit) events.shift();
  return { events, last: events.at(-1)?.event?.position ?? after, atEnd: !full };
}

/** All events of a reading, which is let go when it takes too long. */
export async function collected<E>(reading: StreamingRead<E>, limitMs: number): Promise<E[]> {
  const events: E[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    reading.on('data', (event: E) => events.push(event));
    reading.on('end', resolve);
    // Stays: a late error that nobody listens for would end the process.
    reading.on('error', reject);
  });
  try {
    await withTimeLimit(ended, limitMs);
    return events;
  } catch (error) {
    ended.catch(() => undefined);
    reading.cancel().catch(() => undefined);
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
