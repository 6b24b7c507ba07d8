import type Database from 'better-sqlite3';
import type { Row } from './rows.js';
import { statement } from './statement.js';

const ready = "kind = ? AND state = 'waiting' AND pending = 0";

/** Whether a claim would find something; reads only, so that idle workers take no lock. */
export const isAnyReady = (db: Database.Database, kind: string, now: number): boolean =>
  statement(db, `SELECT 1 FROM job WHERE ${ready} AND not_before <= ? LIMIT 1`).get(kind, now) !== undefined;

/** Takes up to `limit` jobs of a kind for an owner, oldest first. */
export function claimJobs(db: Database.Database, kind: string, owner: string, limit: number, now: number): Row[] {
  const found = statement<[string, number, number], Row>(
    db,
    `SELECT * FROM job WHERE ${ready} AND not_before <= ? ORDER BY no LIMIT ?`,
  ).all(kind, now, limit);
  const take = statement(
    db,
    "UPDATE job SET state = 'active', owner = ?, attempts = attempts + 1, started_at = ?, progress = NULL WHERE no = ?",
  );
  return found.map((row) => {
    take.run(owner, now, row.no);
    return { ...row, state: 'active', owner, attempts: row.attempts + 1, started_at: now };
  });
}
