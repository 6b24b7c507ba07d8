import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Held here, since a database that nobody refers to is closed by the garbage collector, and its lock lost. */
const held = new Set<Database.Database>();

/**
 * Takes a directory of projections for writing: one projector or one rebuild at a time. The lock is the operating system's, so it ends
 * with the process, however that ended. Readers need none. @throws Error when another holds it.
 */
export function takeDirectory(directory: string): { release(): void } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const db = new Database(join(directory, 'projecting.lock'), { timeout: 250 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    if ((cause as { code?: string }).code !== 'SQLITE_BUSY') throw cause;
    throw new Error('these projections are being written or rebuilt; stop that first', { cause });
  }
  held.add(db);
  return {
    release() {
      held.delete(db);
      db.close();
    },
  };
}
