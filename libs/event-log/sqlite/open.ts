import type { EventAppender, SideStreams } from '../port.js';
import type { Upcaster } from '../upcasters.js';
import { SqliteAppender } from './sqlite-appender.js';
import { SqliteReader } from './sqlite-reader.js';
import { SqliteSideStreams } from './sqlite-side-streams.js';
import { takeWriterLock } from './writer-lock.js';

export interface OpenLog {
  readonly appender: EventAppender & { readonly waiting: number };
  readonly reader: SqliteReader;
  readonly side: SideStreams;
  /** Writes the log as it stands to a new file, while appends go on. */
  backupTo(file: string): Promise<void>;
  /** Finishes what was accepted, closes and gives the directory free. */
  close(): Promise<void>;
}

export interface LogPlace {
  readonly directory: string;
  /** Default: the house's. */
  readonly upcasters?: readonly Upcaster[];
}

/**
 * Opens the log of a directory for writing, and makes it when there is none. Durable at every receipt (synchronous FULL).
 * @throws EventLogError `log.writer-running`, `log.format-unknown`, `log.write-failed`.
 */
export async function openSqliteEventLog(place: LogPlace): Promise<OpenLog> {
  const lock = takeWriterLock(place.directory);
  try {
    const appender = await SqliteAppender.open(place.directory);
    const reader = new SqliteReader({
      ...place,
      onHead: (listener) => {
        appender.once('head', listener);
        return () => appender.off('head', listener);
      },
    });
    return {
      appender,
      reader,
      side: new SqliteSideStreams(reader.db, appender),
      backupTo: async (file) => void (await reader.db.backup(file)),
      async close() {
        await appender.close();
        reader.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens the log for reading, beside a writer that may be running. @throws EventLogError `log.not-found`, `log.format-unknown`. */
export function openSqliteReader(place: LogPlace): { reader: SqliteReader; side: SideStreams; close(): void } {
  const reader = new SqliteReader(place);
  return { reader, side: new SqliteSideStreams(reader.db), close: () => reader.close() };
}
