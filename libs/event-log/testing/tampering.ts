import { join } from 'node:path';
import Database from 'better-sqlite3';
import { logFile } from '../sqlite/schema.js';

/**
 * Changes a log as somebody would who owns the file: what protects the tables is taken away and put back as it was, so that only
 * the change itself can be found.
 */
export function tamper(directory: string, change: string | ((db: Database.Database) => void)): void {
  const db = new Database(join(directory, logFile));
  const triggers = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all();
  for (const { name } of triggers as { name: string }[]) db.exec(`DROP TRIGGER ${name}`);
  if (typeof change === 'string') db.exec(change);
  else change(db);
  for (const { sql } of triggers as { sql: string }[]) db.exec(sql);
  db.close();
}

/** Exchanges the places of two events, with everything that stands in their rows. */
export const swapEvents = (one: number, other: number): string => `
  UPDATE event SET ordinal = -1 WHERE ordinal = ${one};
  UPDATE event SET ordinal = ${one} WHERE ordinal = ${other};
  UPDATE event SET ordinal = ${other} WHERE ordinal = -1;`;

/** Takes events out, and closes the gaps so that the rest counts densely. */
export function takeOut(db: Database.Database, where: string): void {
  db.exec(`DELETE FROM event WHERE ${where}`);
  const left = db.prepare('SELECT ordinal FROM event ORDER BY ordinal').pluck().all();
  const move = db.prepare('UPDATE event SET ordinal = ? WHERE ordinal = ?');
  left.forEach((ordinal, at) => move.run(at + 1, ordinal));
}
