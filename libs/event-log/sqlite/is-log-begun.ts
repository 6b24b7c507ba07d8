import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { logFile } from './schema.js';

/**
 * Whether the directory holds a log. A file without anything in it is none: one that was emptied, or copied without the WAL its
 * tables lay in. One that cannot be read is there; who opens it is told what is wrong with it.
 */
export function isLogBegun(directory: string): boolean {
  const path = join(directory, logFile);
  if (!existsSync(path)) return false;
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true });
    try {
      return db.pragma('user_version', { simple: true }) !== 0;
    } finally {
      db.close();
    }
  } catch {
    return true;
  }
}
