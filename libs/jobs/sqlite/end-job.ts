import type Database from 'better-sqlite3';
import type { Ending } from '../run-processor.js';
import { failureOf } from '../failure.js';
import { cancelled } from '../run-processor.js';
import type { Row } from './rows.js';
import { statement } from './statement.js';

interface End {
  readonly state: 'done' | 'failed' | 'cancelled';
  /** Texts as they are kept. */
  readonly result?: string;
  readonly failure?: string;
}

/** Ends a job, and lets its parent begin when it was the last child. */
export function endJob(db: Database.Database, { no, parent }: Pick<Row, 'no' | 'parent'>, end: End, now: number): void {
  const failure = end.state === 'cancelled' ? JSON.stringify(failureOf(cancelled())) : (end.failure ?? null);
  statement(
    db,
    'UPDATE job SET state = ?, result = ?, failure = ?, ended_at = ?, owner = NULL, cancelling = 0 WHERE no = ?',
  ).run(end.state, end.result ?? null, failure, now, no);
  if (parent !== null) statement(db, 'UPDATE job SET pending = pending - 1 WHERE no = ? AND pending > 0').run(parent);
}

/** Writes what became of an attempt, unless the job is in other hands by now. */
export function settle(db: Database.Database, row: Row, ending: Ending, now: number): void {
  if (!statement(db, "SELECT 1 FROM job WHERE no = ? AND state = 'active' AND owner = ?").get(row.no, row.owner))
    return;
  switch (ending.kind) {
    case 'done':
      return endJob(db, row, { state: 'done', result: ending.text }, now);
    case 'failed':
      return endJob(db, row, { state: 'failed', failure: JSON.stringify(ending.failure) }, now);
    case 'cancelled':
      return endJob(db, row, { state: 'cancelled' }, now);
    case 'retry':
      return retry(db, row, JSON.stringify(ending.failure), now, ending.delay);
    case 'handed-back':
      return setBack(db, row, row.attempts - 1);
  }
}

function retry(db: Database.Database, row: Row, failure: string, now: number, delay: number): void {
  if (isCancelling(db, row)) return endJob(db, row, { state: 'cancelled' }, now);
  statement(db, "UPDATE job SET state = 'waiting', owner = NULL, failure = ?, not_before = ? WHERE no = ?").run(
    failure,
    now + delay,
    row.no,
  );
}

function setBack(db: Database.Database, row: Row, attempts: number): void {
  if (isCancelling(db, row)) return endJob(db, row, { state: 'cancelled' }, Date.now());
  statement(db, "UPDATE job SET state = 'waiting', owner = NULL, attempts = ? WHERE no = ?").run(attempts, row.no);
}

/** Puts back what a process that is no more had in its hands; each counts as an attempt. */
export function takeFrom(db: Database.Database, owner: string, now: number): void {
  const rows = statement<[string], Row>(db, "SELECT * FROM job WHERE state = 'active' AND owner = ?").all(owner);
  for (const row of rows)
    if (row.cancelling) endJob(db, row, { state: 'cancelled' }, now);
    else setBack(db, row, row.attempts);
}

const isCancelling = (db: Database.Database, { no }: Row): boolean =>
  statement<[number], number>(db, 'SELECT cancelling FROM job WHERE no = ?').pluck().get(no) === 1;
