import type Database from 'better-sqlite3';
import { JobsError } from '../jobs-error.js';
import { endJob } from './end-job.js';
import { findRow, selectJobs, type Row } from './rows.js';
import { statement } from './statement.js';

/** Ends what waits, marks what is active, and its children alike. @throws JobsError `jobs.not-found`. */
export function cancelJob(db: Database.Database, id: string, now: number): Row {
  const row = findRow(db, id);
  if (!row) throw notFound();
  const children = statement<[number], Row>(db, `${selectJobs} WHERE parent = ? AND ended_at IS NULL`).all(row.no);
  for (const one of [row, ...children]) cancelOne(db, one, now);
  return findRow(db, id)!;
}

function cancelOne(db: Database.Database, row: Row, now: number): void {
  if (row.state === 'waiting') endJob(db, row, { state: 'cancelled' }, now);
  if (row.state === 'active') statement(db, 'UPDATE job SET cancelling = 1 WHERE no = ?').run(row.no);
}

export const notFound = (): JobsError =>
  new JobsError('jobs.not-found', 'No such job. It was never asked for, or is forgotten: ask again.');
