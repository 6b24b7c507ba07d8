import { ReplicaView } from '../replica/replica-view.js';
import { Replicator, type ReplicaHealth } from '../replica/replicator.js';
import { openSqliteReader, type OpenLog } from '../sqlite/open.js';
import type { SharedPlace } from '../shared/port.js';
import type { Upcaster } from '../upcasters.js';
import { compareWithStore, type CompareOptions, type Comparison } from './compare-with-store.js';
import { EventStoreAppender } from './eventstore-appender.js';
import { EventStoreSideStreams } from './eventstore-side-streams.js';
import { findBegin, findPlace } from './find-place.js';
import { openReplica } from './open-replica.js';
import { connectToStore, type StoreAddress, type StoreConnection } from './store-connection.js';
import { StoreShared } from './store-shared.js';

export interface EventStorePlace extends StoreAddress {
  /** Where this process keeps its replica of the log; built when it is empty. One process a directory. */
  readonly replicaDirectory: string;
  /** Default: the house's. */
  readonly upcasters?: readonly Upcaster[];
  /** Milliseconds between two looks for what was written, by this process too. Default 50. */
  readonly lookEvery?: number;
  /** Events that may be acknowledged before the replica shows them: a second or two of a log that is filled. Default 50 000. */
  readonly mostAhead?: number;
  /** Told the replica's head after each page, until it has caught up. */
  readonly onProgress?: (head: number) => void;
  /** Gives up opening while the replica is built; what is built stays for the next time. */
  readonly signal?: AbortSignal;
}

/** A log in an event store, opened for writing: the same as one in SQLite, and how it stands with the store. */
export interface EventStoreLog extends OpenLog {
  readonly health: ReplicaHealth;
  /** Resolves when the replica shows all that was in the store when this was asked. */
  caughtUp(): Promise<void>;
  /** What the processes on this log share beside it. */
  readonly shared: SharedPlace;
  /**
   * Reads the whole log out of the store again and compares it with the replica: finds what was truncated, deleted or changed there.
   */
  compareWithStore(options?: CompareOptions): Promise<Comparison>;
}

/**
 * Opens a log in an event store, and begins it when there is none. Resolves when the replica has caught up.
 * @throws EventLogError `log.connection-invalid`, `log.unreachable`, `log.refused`, `log.server-too-old`, `log.format-unknown`,
 *   `log.writer-running` (the replica is in use), `log.differs`, `log.not-whole`,
 *   `log.damaged`; what the signal was aborted with.
 */
export async function openEventStoreLog(place: EventStorePlace): Promise<EventStoreLog> {
  const connection = await connectToStore(place);
  // What is open so far, closed from the last to the first.
  const opened: (() => Promise<void>)[] = [() => connection.close()];
  const close = async (): Promise<void> => {
    for (const one of opened.splice(0).reverse()) await one();
  };
  try {
    return Object.assign(await followed(place, connection, opened), { close });
  } catch (error) {
    await close();
    throw error;
  }
}

async function followed(
  { replicaDirectory, upcasters, lookEvery = 50, mostAhead = 50_000, onProgress, signal }: EventStorePlace,
  connection: StoreConnection,
  opened: (() => Promise<void>)[],
): Promise<Omit<EventStoreLog, 'close'>> {
  const { source, client, names, limitMs, giveUpMs } = connection;
  const replica = await openReplica(replicaDirectory, names, upcasters);
  opened.push(() => replica.close());
  const view = new ReplicaView(replica.reader.db);
  const begin = await findBegin(source.client, client, names, limitMs);
  const start = await findPlace(source.client, begin, names, view, limitMs);
  let isBehind = true;
  const replicator = new Replicator({
    source,
    start,
    takeOver: async ({ answers }) => (answers.ends.length === 0 ? null : replica.takeOver(answers)),
    tell: (heads) => {
      if (!heads) return;
      appender.taken(heads);
      if (isBehind) onProgress?.(replica.reader.head());
    },
    lookEvery,
  });
  const appender = new EventStoreAppender({ client, names, replica: view, replicator, limitMs, giveUpMs, mostAhead });
  opened.push(() => replicator.close());
  opened.push(() => appender.close());
  await unlessAborted(replicator.caughtUp(), signal);
  isBehind = false;
  return {
    appender,
    reader: replica.reader,
    side: new EventStoreSideStreams(replica.side, appender, replicator, giveUpMs),
    takeOver: (requests) => appender.takeOver(requests),
    backupTo: (file) => replica.backupTo(file),
    shared: sharedOf(connection),
    caughtUp: () => replicator.caughtUp(),
    get health() {
      return replicator.health;
    },
    compareWithStore: (options) => compareWithStore(connection, begin, replica.reader, options),
  };
}

async function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => (abort = () => reject(signal!.reason as Error)));
  signal?.addEventListener('abort', abort);
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal?.removeEventListener('abort', abort);
    // Closing the replica rejects it.
    work.catch(() => undefined);
  }
}

const sharedOf = ({ names, client, source, limitMs, giveUpMs }: StoreConnection): StoreShared =>
  new StoreShared(names, { client, reading: () => source.client, limitMs, giveUpMs });

/** Opens only what the processes on a log share, for who needs no replica. @throws EventLogError as `openEventStoreLog`. */
export async function openSharedPlace(address: StoreAddress): Promise<{ shared: SharedPlace; close(): Promise<void> }> {
  const connection = await connectToStore(address);
  return { shared: sharedOf(connection), close: () => connection.close() };
}

/** `compareWithStore` for a replica that another process may be keeping. @throws EventLogError as `openEventStoreLog`. */
export async function compareReplica(
  { replicaDirectory, ...address }: StoreAddress & { readonly replicaDirectory: string },
  options?: CompareOptions,
): Promise<Comparison> {
  const connection = await connectToStore(address);
  const replica = openSqliteReader({ directory: replicaDirectory });
  try {
    const begin = await findBegin(connection.source.client, connection.client, connection.names, connection.limitMs);
    return await compareWithStore(connection, begin, replica.reader, options);
  } finally {
    replica.close();
    await connection.close();
  }
}
