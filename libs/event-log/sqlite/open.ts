import type { EventAppender, SideStreams } from '../port.js';
import type { Upcaster } from '../upcasters.js';
import { backUp } from './backup.js';
import type { PreparedRequest } from './prepared.js';
import { SqliteAppender, type AppenderStats } from './sqlite-appender.js';
import { SqliteReader } from './sqlite-reader.js';
import { SqliteSideStreams } from './sqlite-side-streams.js';
import { takeWriterLock } from './writer-lock.js';

export interface LogPlace {
  readonly directory: string;
  /** Default: the house's. */
  readonly upcasters?: readonly Upcaster[];
}

/** A log opened for writing. */
export interface OpenLog {
  readonly appender: EventAppender & { readonly stats: AppenderStats };
  readonly reader: SqliteReader;
  readonly side: SideStreams;
  /**
   * Takes events over from another log as they stand: each new, and the next of its stream; all or none.
   * @throws EventLogError `log.not-whole`.
   */
  takeOver(requests: readonly PreparedRequest[]): Promise<void>;
  /**
   * Copies the log as it stands into a new file, while appends go on; tells the largest ordinal in the copy.
   * @throws EventLogError `log.backup-exists`.
   */
  backupTo(file: string): Promise<{ head: number }>;
  /** Finishes what was accepted, closes and sets the directory free. */
  close(): Promise<void>;
}

/** A log opened for reading, beside a writer that may be running. */
export interface ReadLog {
  readonly reader: SqliteReader;
  /** Its `append` refuses with `log.read-only`. */
  readonly side: SideStreams;
  backupTo(file: string): Promise<{ head: number }>;
  close(): void;
}

/**
 * Opens the log of a directory for writing, and makes it when there is none. Durable at every receipt (synchronous FULL).
 * @throws EventLogError `log.writer-running`, `log.format-unknown`, `log.write-failed`.
 */
export async function openSqliteEventLog(place: LogPlace): Promise<OpenLog> {
  const lock = takeWriterLock(place.directory);
  let appender: SqliteAppender | undefined;
  try {
    appender = await SqliteAppender.open(place.directory);
    return assemble(place, appender, lock);
  } catch (error) {
    await appender?.close();
    lock.release();
    throw error;
  }
}

function assemble(place: LogPlace, appender: SqliteAppender, lock: { release(): void }): OpenLog {
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
    takeOver: (requests) => appender.takeOver(requests),
    backupTo: (file) => backUp(place.directory, file),
    async close() {
      await appender.close();
      reader.close();
      lock.release();
    },
  };
}

/** Opens the log of a directory for reading. @throws EventLogError `log.not-found`, `log.format-unknown`. */
export function openSqliteReader(place: LogPlace): ReadLog {
  const reader = new SqliteReader(place);
  return {
    reader,
    side: new SqliteSideStreams(reader.db),
    backupTo: (file) => backUp(place.directory, file),
    close: () => reader.close(),
  };
}
