import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventLogError } from '../event-log-error.js';

const lockFile = 'writer.lock';

/** Milliseconds to wait for the lock: longer than anyone needs who only looks whether it is held. */
const patience = 250;

/** Locks of this process. Held here, since a database that nobody refers to is closed by the garbage collector, and its lock lost. */
const held = new Set<Database.Database>();

/**
 * Takes the directory for this process: one writer a directory. The lock is the operating system's, on a database of its own that
 * stays empty, so it is gone the moment the process is, however it ended.
 * @throws EventLogError `log.writer-running`.
 */
export function takeWriterLock(directory: string): { release(): void } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const db = new Database(join(directory, lockFile), { timeout: patience });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    if (!isBusy(cause)) throw cause;
    throw new EventLogError(
      'log.writer-running',
      'Another process writes in this data directory. Use its API, or stop it first; reading commands may run beside it.',
      { cause },
    );
  }
  held.add(db);
  return {
    release() {
      held.delete(db);
      db.close();
    },
  };
}

/** Whether some process holds the directory for writing. Looks without taking the lock. */
export function isWriterRunning(directory: string): boolean {
  const path = join(directory, lockFile);
  if (!existsSync(path)) return false;
  const db = new Database(path, { readonly: true, timeout: 0 });
  try {
    db.pragma('user_version');
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    db.close();
  }
}

const isBusy = (error: unknown): boolean => (error as { code?: string }).code === 'SQLITE_BUSY';
