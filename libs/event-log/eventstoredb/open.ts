import { ReplicaView } from '../replica/replica-view.js';
import { Replicator, type ReplicaHealth } from '../replica/replicator.js';
import { openSqliteEventLog, type OpenLog } from '../sqlite/open.js';
import type { SharedPlace } from '../shared/port.js';
import type { Upcaster } from '../upcasters.js';
import { AppendingClient } from './appending-client.js';
import { compareWithStore, type Comparison } from './compare-with-store.js';
import { checkServer, connector } from './connect.js';
import { EventStoreAppender } from './eventstore-appender.js';
import { EventStoreSideStreams } from './eventstore-side-streams.js';
import { findBegin, findPlace } from './find-place.js';
import { LogNames } from './names.js';
import { StoreShared } from './store-shared.js';
import { StoreSource } from './store-source.js';

export interface EventStorePlace {
  /** `esdb://user:password@host:2113`, several hosts with commas, or `esdb+discover://`. */
  readonly connectionString: string;
  /** Where this process keeps its replica of the log; built when it is empty. One process a directory. */
  readonly replicaDirectory: string;
  /** The log's name in the store; several logs may lie in one store. Default `sagsspor`. */
  readonly log?: string;
  /** Default: the house's. */
  readonly upcasters?: readonly Upcaster[];
  /** Milliseconds for one answer of the store. Default 10 s. */
  readonly limitMs?: number;
  /** Milliseconds after which an append is given up. Default 30 s. */
  readonly giveUpMs?: number;
  /** Milliseconds between two looks for what was written, by this process too. Default 50. */
  readonly lookEvery?: number;
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
  compareWithStore(options?: { readonly signal?: AbortSignal }): Promise<Comparison>;
}

const defaults = { log: 'sagsspor', limitMs: 10_000, giveUpMs: 30_000, lookEvery: 50 };

/**
 * Opens a log in an event store, and begins it when there is none. Resolves when the replica has caught up.
 * @throws EventLogError `log.connection-invalid`, `log.unreachable`, `log.refused`, `log.server-too-old`, `log.format-unknown`,
 *   `log.writer-running` (the replica is in use, or this process writes to an event store already), `log.differs`, `log.not-whole`,
 *   `log.damaged`.
 */
export async function openEventStoreLog(place: EventStorePlace): Promise<EventStoreLog> {
  const settings = { ...defaults, ...place };
  const names = new LogNames(settings.log);
  const connect = connector(settings.connectionString);
  // What is open so far, closed from the last to the first.
  const opened: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of opened.splice(0).reverse()) await one();
  };
  try {
    const client = new AppendingClient(connect, settings.limitMs);
    opened.push(() => client.close());
    const source = new StoreSource(connect, names, settings.limitMs);
    opened.push(() => source.close());
    await checkServer(source.client, settings.limitMs);
    const replica = await openSqliteEventLog({
      directory: settings.replicaDirectory,
      ...(settings.upcasters && { upcasters: settings.upcasters }),
    });
    opened.push(() => replica.close());
    const view = new ReplicaView(replica.reader.db);
    const begin = await findBegin(source.client, client, names, settings.limitMs);
    const start = await findPlace(source.client, begin, names, view, settings.limitMs);
    const replicator = new Replicator({
      source,
      start,
      takeOver: (requests) => replica.takeOver(requests),
      onTaken: (requests) => appender.taken(requests),
      lookEvery: settings.lookEvery,
    });
    const appender = new EventStoreAppender({ client, names, replica: view, replicator, ...settings });
    opened.push(() => replicator.close());
    opened.push(() => appender.close());
    await replicator.caughtUp();
    return {
      appender,
      reader: replica.reader,
      side: new EventStoreSideStreams(replica.side, appender, replicator, settings.giveUpMs),
      takeOver: (requests) => appender.takeOver(requests),
      backupTo: (file) => replica.backupTo(file),
      shared: new StoreShared(names, { client, reading: () => source.client, ...settings }),
      caughtUp: () => replicator.caughtUp(),
      get health() {
        return replicator.health;
      },
      compareWithStore: (options) => compareWithStore(source, begin, replica.reader, options),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
