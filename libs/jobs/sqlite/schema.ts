import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { JobsError } from '../jobs-error.js';

/** Name of the jobs' file in the data directory. */
export const jobsFile = 'jobs.sqlite';

const format = 1;

/** Milliseconds to wait for another process that writes. */
const patience = 5000;

/** Times are milliseconds since 1970. `pending` = children that have not ended; a job begins when it is 0. */
const tables = `
  CREATE TABLE job (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'active', 'done', 'failed', 'cancelled')),
    data TEXT NOT NULL,
    parent INTEGER REFERENCES job (no) ON DELETE CASCADE,
    pending INTEGER NOT NULL CHECK (pending >= 0),
    attempts INTEGER NOT NULL DEFAULT 0,
    most_attempts INTEGER NOT NULL,
    back_off INTEGER NOT NULL,
    not_before INTEGER NOT NULL DEFAULT 0,
    owner TEXT,
    cancelling INTEGER NOT NULL DEFAULT 0,
    progress TEXT,
    result TEXT,
    failure TEXT,
    added_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    CHECK ((state = 'active') = (owner IS NOT NULL)),
    CHECK ((state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL))
  );
  CREATE INDEX job_ready ON job (kind, no) WHERE state = 'waiting' AND pending = 0;
  CREATE INDEX job_active ON job (owner) WHERE state = 'active';
  CREATE INDEX job_children ON job (parent, no) WHERE parent IS NOT NULL;
  CREATE INDEX job_listed ON job (added_at, no);
  CREATE INDEX job_ended ON job (kind, ended_at) WHERE ended_at IS NOT NULL AND parent IS NULL;
  PRAGMA user_version = ${format};`;

/**
 * Opens the jobs of a data directory, and makes the file where there is none.
 * @throws JobsError `jobs.format-unknown`.
 */
export function openFile(directory: string): Database.Database {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const db = new Database(join(directory, jobsFile), { timeout: patience });
  try {
    checkFormat(db);
    db.pragma('journal_mode = WAL');
    // A request that was answered survives a power cut.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.transaction(() => {
      if (db.pragma('user_version', { simple: true }) === 0) db.exec(tables);
    }).immediate();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function checkFormat(db: Database.Database): void {
  const found = db.pragma('user_version', { simple: true });
  if (found === 0 || found === format) return;
  throw new JobsError(
    'jobs.format-unknown',
    'The jobs of this directory were written by a newer build. Start that one; or, when nothing waits, move jobs.sqlite away.',
  );
}
