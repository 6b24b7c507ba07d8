import { AppendingClient } from './appending-client.js';
import { checkServer, connector } from './connect.js';
import { LogNames } from './names.js';
import { StoreSource } from './store-source.js';

/** Where a log lies in an event store, and how patient its callers are. */
export interface StoreAddress {
  /** `esdb://user:password@host:2113`, several hosts with commas, or `esdb+discover://`. */
  readonly connectionString: string;
  /** The log's name in the store; several logs may lie in one store. Default `sagsspor`. */
  readonly log?: string;
  /** Milliseconds for one answer of the store. Default 10 s. */
  readonly limitMs?: number;
  /** Milliseconds after which an append is given up. Default 30 s. */
  readonly giveUpMs?: number;
}

/** A process's two clients: one appends, one reads. */
export interface StoreConnection {
  readonly names: LogNames;
  readonly client: AppendingClient;
  readonly source: StoreSource;
  readonly limitMs: number;
  readonly giveUpMs: number;
  close(): Promise<void>;
}

/**
 * Connects to a store that is there and new enough.
 * @throws EventLogError `log.connection-invalid`, `log.unreachable`, `log.refused`, `log.server-too-old`.
 */
export async function connectToStore(address: StoreAddress): Promise<StoreConnection> {
  const { connectionString, log = 'sagsspor', limitMs = 10_000, giveUpMs = 30_000 } = address;
  const names = new LogNames(log);
  const connect = connector(connectionString);
  const client = new AppendingClient(connect, limitMs);
  const source = new StoreSource(connect, limitMs);
  const close = async (): Promise<void> => {
    await source.close();
    await client.close();
  };
  try {
    await checkServer(source.client, limitMs);
    return { names, client, source, limitMs, giveUpMs, close };
  } catch (error) {
    await close();
    throw error;
  }
}
