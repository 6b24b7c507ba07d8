import type Database from 'better-sqlite3';
import { JobsError } from '../jobs-error.js';
import type { Prepared, PreparedChild } from '../prepare.js';
import { hasEnded } from '../until-ended.js';
import { findRow, type Row } from './rows.js';
import { statement } from './statement.js';

/** Puts a request in, unless it is there; begins again what has ended, when asked to. Gives the row as it then stands. */
export function addJob(db: Database.Database, request: Prepared, now: number): Row {
  const there = findRow(db, request.id);
  if (there && !(request.again && hasEnded(there))) return there;
  const no = there ? beginAgain(db, there, request, now) : insert(db, request, request, null, now);
  insertChildren(db, no, request, now);
  const pending = statement(
    db,
    `UPDATE job SET pending =
    (SELECT count(*) FROM job AS child WHERE child.parent = job.no AND child.ended_at IS NULL) WHERE no = ?`,
  );
  if (request.children.length > 0) pending.run(no);
  return findRow(db, request.id)!;
}

function insert(
  db: Database.Database,
  { id, kind, text }: Pick<PreparedChild, 'id' | 'kind' | 'text'>,
  { attempts, backOff }: Prepared,
  parent: number | null,
  now: number,
): number {
  const { lastInsertRowid } = statement(
    db,
    `INSERT INTO job (id, kind, state, data, parent, pending, most_attempts, back_off, added_at)
       VALUES (?, ?, 'waiting', ?, ?, 0, ?, ?, ?)`,
  ).run(id, kind, text, parent, attempts, backOff, now);
  return Number(lastInsertRowid);
}

/** Sets an ended job back to its beginning. What of its children is done stays, unless the job itself was done. */
function beginAgain(db: Database.Database, { no, state }: Row, { attempts, backOff }: Prepared, now: number): number {
  assertNothingRuns(db, no);
  statement(db, "DELETE FROM job WHERE parent = ? AND (state <> 'done' OR ? = 'done')").run(no, state);
  statement(
    db,
    `UPDATE job SET state = 'waiting', pending = 0, attempts = 0, most_attempts = ?, back_off = ?, not_before = 0, cancelling = 0,
       progress = NULL, result = NULL, failure = NULL, added_at = ?, started_at = NULL, ended_at = NULL WHERE no = ?`,
  ).run(attempts, backOff, now, no);
  return no;
}

function insertChildren(db: Database.Database, parent: number, request: Prepared, now: number): void {
  const kept = new Set(statement<[number], string>(db, 'SELECT id FROM job WHERE parent = ?').pluck().all(parent));
  for (const child of request.children) if (!kept.has(child.id)) insert(db, child, request, parent, now);
}

function assertNothingRuns(db: Database.Database, parent: number): void {
  if (!statement(db, "SELECT 1 FROM job WHERE parent = ? AND state = 'active'").get(parent)) return;
  throw stillEnding();
}

export const stillEnding = (): JobsError =>
  new JobsError('jobs.still-ending', 'Parts of the job are still ending. Ask again in a moment.');
