import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventLogError } from '../event-log-error.js';
import { logFile } from './schema.js';

/** Pages copied between two turns of the process. */
const pages = 2_000;

/**
 * Copies the log as it stands into a new file, while appends go on. SQLite begins a backup anew whenever another connection writes,
 * so under steady load it would never end: one read transaction holds the log still for the copy (and the WAL grows meanwhile). The
 * name appears only when the copy is whole and on disk.
 * @returns the largest ordinal in the copy.
 * @throws EventLogError `log.backup-exists`.
 */
export async function backUp(directory: string, file: string): Promise<{ head: number }> {
  if (existsSync(file))
    throw new EventLogError(
      'log.backup-exists',
      'There is a file at the path of the backup; it is kept. Give another path.',
    );
  const part = `${file}.part`;
  rmSync(part, { force: true });
  const source = new Database(join(directory, logFile), { readonly: true, timeout: 10_000 });
  try {
    source.exec('BEGIN');
    const head = source.prepare('SELECT coalesce(max(ordinal), 0) FROM event').pluck().get() as number;
    await source.backup(part, { progress: () => pages });
    syncFile(part);
    renameSync(part, file);
    return { head };
  } finally {
    source.close();
  }
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
