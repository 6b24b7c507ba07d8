import { createHash } from 'node:crypto';
import {
  NotFoundError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import type { Position, RecordedEvent } from '@eventstore/db-client';
import { EventLogError } from '../event-log-error.js';
import type { ReplicaView } from '../replica/replica-view.js';
import type { AppendingClient } from './appending-client.js';
import { readingError } from './failures.js';
import type { LogNames } from './names.js';
import { collected } from './read-page.js';

const format = 1;

/**
 * The place of the log's first event, which is written when there is none.
 * @throws EventLogError `log.format-unknown`, `log.not-whole`.
 */
export async function findBegin(
  client: EventStoreDBClient,
  appending: AppendingClient,
  { begin }: LogNames,
  limitMs: number,
): Promise<Position> {
  const read = () => oneEvent(client, begin, 0, limitMs);
  const { revision, data, position } = (await read()) ?? (await begun(appending, begin, read));
  if (revision !== 0n || !position) throw notWhole();
  if ((data as { format?: unknown }).format !== format)
    throw new EventLogError(
      'log.format-unknown',
      'The log in the event store is none that this build can read. Start the build that wrote it, or a newer one.',
    );
  return position;
}

/**
 * Where reading goes on: behind the newest event that the replica holds, or at the log's begin.
 * @throws EventLogError `log.differs` when the replica holds what the store does not.
 */
export async function findPlace(
  client: EventStoreDBClient,
  begin: Position,
  names: LogNames,
  replica: ReplicaView,
  limitMs: number,
): Promise<Position> {
  let place = begin;
  for (const { stream, revision, hash } of replica.newest()) {
    const there = await oneEvent(client, names.inStore(stream), revision, limitMs);
    if (!there?.position || !hash.equals(hashOf(there.data))) throw differs();
    if (there.position.commit > place.commit) place = there.position;
  }
  return place;
}

const hashOf = (data: unknown): Buffer =>
  createHash('sha256')
    .update(data instanceof Uint8Array ? data : '')
    .digest();

async function oneEvent(
  client: EventStoreDBClient,
  stream: string,
  revision: number,
  limitMs: number,
): Promise<RecordedEvent | undefined> {
  const reading = client.readStream(stream, { fromRevision: BigInt(revision), maxCount: 1, requiresLeader: true });
  const events = await collected(reading, limitMs).catch((error) => {
    if (error instanceof StreamNotFoundError || error instanceof NotFoundError) return [];
    throw readingError(error);
  });
  return events[0]?.event;
}

/** Several may begin at once; one of them does. */
async function begun(
  appending: AppendingClient,
  begin: string,
  read: () => Promise<RecordedEvent | undefined>,
): Promise<RecordedEvent> {
  const id = '4b1d6f0e-0000-8000-8000-000000000001';
  const data = Buffer.from(JSON.stringify({ format }));
  const event = { id, type: 'log-begun', contentType: 'application/json', data } as const;
  await appending.append(begin, [event], -1).catch((error) => {
    if (!(error instanceof WrongExpectedVersionError)) throw readingError(error);
  });
  const first = await read();
  if (!first) throw notWhole();
  return first;
}

const notWhole = (): EventLogError =>
  new EventLogError(
    'log.not-whole',
    'The first event of the log is gone from the event store. Find out who deleted it, and restore the store from its backup.',
  );

const differs = (): EventLogError =>
  new EventLogError(
    'log.differs',
    'The replica holds an event that the event store does not: it is of another log, or the store was restored from an older backup. Find out which; a replica that is of no use is deleted, and built anew from the store.',
  );
