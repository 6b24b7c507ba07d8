import { backUp } from '../sqlite/backup.js';
import type { OpenLog } from '../sqlite/open.js';
import { SqliteReader } from '../sqlite/sqlite-reader.js';
import { SqliteSideStreams } from '../sqlite/sqlite-side-streams.js';
import { takeWriterLock } from '../sqlite/writer-lock.js';
import type { Upcaster } from '../upcasters.js';
import type { Answers } from './answers.js';
import type { LogNames } from './names.js';
import { Replica, type Heads } from './replica.js';

/** A replica opened for following its log; its side streams are only read. */
export interface OpenReplica extends Pick<OpenLog, 'reader' | 'side' | 'backupTo' | 'close'> {
  /** As {@link Replica.takeOver}. */
  takeOver(answers: Answers): Promise<Heads>;
}

/**
 * Opens the replica in a directory, and makes it when there is none: a log in SQLite's form, in which nobody appends.
 * @throws EventLogError `log.writer-running`, `log.format-unknown`, `log.write-failed`.
 */
export async function openReplica(
  directory: string,
  { log }: LogNames,
  upcasters?: readonly Upcaster[],
): Promise<OpenReplica> {
  const lock = takeWriterLock(directory);
  let replica: Replica | undefined;
  try {
    replica = await Replica.open({ directory, log });
    return assemble(directory, replica, lock, upcasters);
  } catch (error) {
    await replica?.close();
    lock.release();
    throw error;
  }
}

function assemble(
  directory: string,
  replica: Replica,
  lock: { release(): void },
  upcasters?: readonly Upcaster[],
): OpenReplica {
  const onHead = (listener: () => void): (() => void) => {
    replica.once('head', listener);
    return () => replica.off('head', listener);
  };
  const reader = new SqliteReader({ directory, onHead, ...(upcasters && { upcasters }) });
  return {
    reader,
    side: new SqliteSideStreams(reader.db),
    takeOver: (answers) => replica.takeOver(answers),
    backupTo: (file) => backUp(directory, file),
    async close() {
      await replica.close();
      reader.close();
      lock.release();
    },
  };
}
