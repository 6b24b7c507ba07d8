import type Database from 'better-sqlite3';
import { EventLogError } from '../event-log-error.js';

/** Name of the log's file in its directory. */
export const logFile = 'log.sqlite';

const format = 1;

/** Refuses UPDATE and DELETE, and, since INSERT OR REPLACE passes both, an INSERT of any value that a unique key holds already. */
const appendOnly = (table: string, keys: readonly string[]): string => `
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
  CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} BEGIN
    ${keys.map((key) => `SELECT RAISE(ABORT, '${table} is append-only') WHERE EXISTS (SELECT 1 FROM ${table} WHERE ${key});`).join('\n    ')}
  END;`;

const tables = `
  CREATE TABLE stream (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  ${appendOnly('stream', ['no = NEW.no', 'name = NEW.name'])}

  CREATE TABLE event (
    ordinal INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES stream (no),
    revision INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    type TEXT NOT NULL,
    recorded_max TEXT NOT NULL,
    bytes TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (stream, revision),
    UNIQUE (id, stream)
  );
  ${appendOnly('event', ['ordinal = NEW.ordinal', 'stream = NEW.stream AND revision = NEW.revision', 'id = NEW.id AND stream = NEW.stream'])}

  CREATE TABLE side_event (
    no INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES stream (no),
    revision INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    type TEXT NOT NULL,
    bytes TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (stream, revision),
    UNIQUE (id, stream)
  );
  ${appendOnly('side_event', ['no = NEW.no', 'stream = NEW.stream AND revision = NEW.revision', 'id = NEW.id AND stream = NEW.stream'])}
  PRAGMA user_version = ${format};`;

/** Makes the tables of a new log; an old one is checked for its format. */
export function prepareSchema(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 16000');
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
    'This log was written by a newer build. Start the build that wrote it, or a newer one.',
  );
}
