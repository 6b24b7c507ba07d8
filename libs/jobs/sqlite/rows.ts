import type Database from 'better-sqlite3';
import type { ChildOutcome, Job, JobFailure, JobState, JsonValue } from '../port.js';
import { statement } from './statement.js';

export interface Row {
  readonly no: number;
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly data: string;
  readonly parent: number | null;
  readonly pending: number;
  readonly attempts: number;
  readonly most_attempts: number;
  readonly back_off: number;
  readonly not_before: number;
  readonly owner: string | null;
  readonly cancelling: number;
  readonly progress: string | null;
  readonly result: string | null;
  readonly failure: string | null;
  readonly added_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  /** The parent's id, where the query asks for it. */
  readonly parent_id: string | null;
}

/** Rows with their parent's id. */
export const selectJobs = 'SELECT job.*, (SELECT id FROM job AS up WHERE up.no = job.parent) AS parent_id FROM job';

export const findRow = (db: Database.Database, id: string): Row | undefined =>
  statement<[string], Row>(db, `${selectJobs} WHERE id = ?`).get(id);

export function jobOf(row: Row): Job {
  return {
    id: row.id,
    kind: row.kind,
    data: JSON.parse(row.data) as JsonValue,
    state: row.state,
    parent: row.parent_id,
    attempts: row.attempts,
    progress: parsed(row.progress),
    result: parsed<JsonValue>(row.result),
    failure: parsed<JobFailure>(row.failure),
    addedAt: instant(row.added_at)!,
    startedAt: instant(row.started_at),
    endedAt: instant(row.ended_at),
  };
}

/** How the children of a job ended, in the order they were asked for. */
export function outcomesOf(db: Database.Database, parent: number): ChildOutcome[] {
  const rows = statement<[number], Row>(db, 'SELECT * FROM job WHERE parent = ? ORDER BY no').all(parent);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    data: JSON.parse(row.data) as JsonValue,
    state: row.state as ChildOutcome['state'],
    result: parsed<JsonValue>(row.result),
    failure: parsed<JobFailure>(row.failure),
  }));
}

const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));

const instant = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
