import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { currentFile, routingName, rowsName } from './pointer.js';
import type { Projection } from './port.js';

/**
 * Removes the projections of a directory when they cannot be gone on with: a file is damaged, or reaches further than the log, which was
 * then set back, so that its rows speak of events that are no more. They are derived: a projector builds them anew. Nobody may be writing
 * them. Answers whether they were removed.
 */
export function removeUnusable(directory: string, projections: readonly Projection[], head: number): boolean {
  const files = [routingName, ...projections.map(rowsName)].map((name) =>
    join(directory, currentFile(directory, name)),
  );
  if (files.filter((file) => existsSync(file)).every((file) => isUsable(file, head))) return false;
  rmSync(directory, { recursive: true, force: true });
  return true;
}

function isUsable(file: string, head: number): boolean {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, timeout: 10_000 });
    // A file without tables was begun by a process that was killed: it is gone on with.
    if (db.pragma('user_version', { simple: true }) === 0) return true;
    return (db.prepare('SELECT ordinal FROM checkpoint').pluck().get() as number) <= head;
  } catch (error) {
    if (damage.has((error as { code?: unknown }).code)) return false;
    throw error;
  } finally {
    db?.close();
  }
}

const damage = new Set<unknown>(['SQLITE_CORRUPT', 'SQLITE_NOTADB']);
