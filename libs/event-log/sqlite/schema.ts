import type Database from 'better-sqlite3';
import { EventLogError } from '../event-log-error.js';

/** Name of the log's file in its directory. */
export const logFile = 'log.sqlite';

const format = 1;

/** A condition under which the table refuses a row. */
interface Refusal {
  readonly when: string;
  readonly saying: string;
}

/**
 * Refuses UPDATE and DELETE and, since INSERT OR REPLACE passes both of these, an INSERT of any value that a unique key holds
 * already. `RAISE(ABORT)` in a BEFORE trigger holds whatever conflict clause the statement names.
 */
const appendOnly = (table: string, refusals: readonly Refusal[]): string => `
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
  CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} BEGIN
    ${refusals.map(({ when, saying }) => `SELECT RAISE(ABORT, '${saying}') WHERE ${when};`).join('\n    ')}
  END;`;

const taken = (table: string, key: string): Refusal => ({
  when: `EXISTS (SELECT 1 FROM ${table} WHERE ${key})`,
  saying: `${table} is append-only`,
});

/** The next value and no other: refuses what is there already, and gaps with it. */
const next = (column: string, last: string): Refusal => ({
  when: `NEW.${column} IS NOT 1 + (${last})`,
  saying: `${column} takes its next value only`,
});

const numbered = (table: string): Refusal[] => [
  next('revision', `SELECT coalesce(max(revision), -1) FROM ${table} WHERE stream = NEW.stream`),
  taken(table, 'id = NEW.id AND stream = NEW.stream'),
];

/** Columns beside `bytes` repeat what stands in it, for queries; times are milliseconds since 1970. */
const told = `
    stream INTEGER NOT NULL REFERENCES stream (no),
    revision INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,`;

const kept = `
    bytes TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (stream, revision),
    UNIQUE (id, stream)`;

const tables = `
  CREATE TABLE stream (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  ${appendOnly('stream', [next('no', 'SELECT coalesce(max(no), 0) FROM stream'), taken('stream', 'name = NEW.name')])}

  CREATE TABLE event (ordinal INTEGER PRIMARY KEY, ${told} recorded_max INTEGER NOT NULL, ${kept});
  ${appendOnly('event', [next('ordinal', 'SELECT coalesce(max(ordinal), 0) FROM event'), ...numbered('event')])}

  CREATE TABLE side_event (no INTEGER PRIMARY KEY, ${told} ${kept});
  ${appendOnly('side_event', [next('no', 'SELECT coalesce(max(no), 0) FROM side_event'), ...numbered('side_event')])}

  PRAGMA user_version = ${format};`;

/** Makes the tables of a new log; an old one is checked for its format. */
export function prepareSchema(db: Database.Database): void {
  if (db.pragma('user_version', { simple: true }) !== 0) checkFormat(db);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  // Pages: 64 MB of WAL before they are copied into the file.
  db.pragma('wal_autocheckpoint = 16000');
  // KiB: the upper pages of the index over the ids, which is hit all over. Its leaves are more than any cache in a log of millions.
  db.pragma('cache_size = -32768');
  db.transaction(() => {
    if (db.pragma('user_version', { simple: true }) === 0) db.exec(tables);
  }).immediate();
  checkFormat(db);
}

/** @throws EventLogError `log.format-unknown`. */
export function checkFormat(db: Database.Database): void {
  if (db.pragma('user_version', { simple: true }) === format) return;
  throw new EventLogError(
    'log.format-unknown',
    'This file is no log that this build can read. Start the build that wrote it, or a newer one.',
  );
}
