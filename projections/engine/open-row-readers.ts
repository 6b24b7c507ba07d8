import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { currentFile, rowsName } from './pointer.js';
import type { Projection, RowReader } from './port.js';
import { SqliteRowReader } from './rows/sqlite-row-reader.js';

/** Opens projections for reading, beside a projector that may be running. Those never built yet are left out. */
export function openRowReaders(
  directory: string,
  projections: readonly Projection[],
): { readers: Record<string, RowReader>; close(): void } {
  const files: Database.Database[] = [];
  const readers: Record<string, RowReader> = {};
  for (const projection of projections) {
    const path = join(directory, currentFile(directory, rowsName(projection)));
    if (!existsSync(path)) continue;
    const db = new Database(path, { readonly: true, timeout: 10_000 });
    // KiB; the default of 2 MB does not hold the upper pages of the indexes.
    db.pragma('cache_size = -8192');
    files.push(db);
    readers[projection.name] = new SqliteRowReader(db);
  }
  return { readers, close: () => files.forEach((db) => db.close()) };
}
