import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventLogError } from '../event-log-error.js';

/**
 * Takes the directory for this process: one writer a directory. The lock is the operating system's, on a file of its own, so it is
 * gone the moment the process is, however it ended.
 * @throws EventLogError `log.writer-running`.
 */
export function takeWriterLock(directory: string): { release(): void } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const db = new Database(join(directory, 'writer.lock'), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    throw new EventLogError(
      'log.writer-running',
      'Another process writes in this data directory. Use its API, or stop it first; reading commands may run beside it.',
      { cause },
    );
  }
  return { release: () => void db.close() };
}

/** Whether some process holds the directory for writing. */
export function isWriterRunning(directory: string): boolean {
  try {
    takeWriterLock(directory).release();
    return false;
  } catch (error) {
    if (error instanceof EventLogError) return true;
    throw error;
  }
}
