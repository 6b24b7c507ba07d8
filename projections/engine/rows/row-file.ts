import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

const appendOnly = (table: string, keys: readonly string[]): string => `
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
  CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} BEGIN
    ${keys.map((key) => `SELECT RAISE(ABORT, '${table} is append-only') WHERE EXISTS (SELECT 1 FROM ${table} WHERE ${key});`).join('\n    ')}
  END;`;

const tables = `
  CREATE TABLE thing (no INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, UNIQUE (kind, key));
  CREATE TABLE version (
    no INTEGER PRIMARY KEY,
    thing INTEGER NOT NULL REFERENCES thing (no),
    ordinal INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reporter TEXT NOT NULL,
    case_key TEXT NOT NULL,
    person TEXT NOT NULL,
    date TEXT NOT NULL,
    until TEXT NOT NULL,
    place INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (thing, ordinal)
  );
  CREATE INDEX version_by_reporter ON version (kind, reporter, date, place, thing);
  CREATE INDEX version_by_date ON version (kind, date, place, thing);
  CREATE INDEX version_by_case ON version (case_key);
  CREATE INDEX version_by_ordinal ON version (ordinal);
  ${appendOnly('thing', ['no = NEW.no', 'kind = NEW.kind AND key = NEW.key'])}
  ${appendOnly('version', ['no = NEW.no', 'thing = NEW.thing AND ordinal = NEW.ordinal'])}
  CREATE TABLE checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), ordinal INTEGER NOT NULL);
  INSERT INTO checkpoint VALUES (1, 0);
  PRAGMA user_version = 1;`;

/** Opens a projection's file for writing, and makes it when there is none. What is in it can be made again from the log. */
export function openRowFile(path: string): Database.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = new Database(path, { timeout: 10_000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('wal_autocheckpoint = 16000');
  db.transaction(() => {
    if (db.pragma('user_version', { simple: true }) === 0) db.exec(tables);
  }).immediate();
  return db;
}
