import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

/** Of the tables below. Part of the file's name: another format is built beside, as another version of the projection is. */
export const rowFormat = 3;

const noChange = (table: string): string => `
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`;

/** INSERT OR REPLACE passes the triggers above; a value of a unique key that is there already is refused by name. */
const appendOnly = (table: string, keys: readonly string[]): string => `${noChange(table)}
  CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} BEGIN
    ${keys.map((key) => `SELECT RAISE(ABORT, '${table} is append-only') WHERE EXISTS (SELECT 1 FROM ${table} WHERE ${key});`).join('\n    ')}
  END;`;

/**
 * Whose rows they are stands once in `whose`, for the many versions of a case: two texts less in each, and one index of numbers in place of
 * two of texts. That one case and person may stand there twice harms nobody. A thing's key stands with the thing.
 */
const tables = `
  CREATE TABLE thing (no INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, UNIQUE (kind, key));
  ${appendOnly('thing', ['no = NEW.no', 'kind = NEW.kind AND key = NEW.key'])}
  CREATE TABLE whose (no INTEGER PRIMARY KEY, case_key TEXT NOT NULL, person TEXT NOT NULL);
  ${appendOnly('whose', ['no = NEW.no'])}
  CREATE TABLE version (
    no INTEGER PRIMARY KEY,
    thing INTEGER NOT NULL REFERENCES thing (no),
    ordinal INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reporter TEXT NOT NULL,
    whose INTEGER NOT NULL REFERENCES whose (no),
    date TEXT NOT NULL,
    until TEXT NOT NULL,
    place INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (thing, ordinal)
  );
  ${appendOnly('version', ['no = NEW.no', 'thing = NEW.thing AND ordinal = NEW.ordinal'])}
  CREATE TABLE about (event TEXT NOT NULL, thing INTEGER NOT NULL, PRIMARY KEY (event, thing)) WITHOUT ROWID;
  ${appendOnly('about', ['event = NEW.event AND thing = NEW.thing'])}
  CREATE TABLE checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), ordinal INTEGER NOT NULL);
  INSERT INTO checkpoint VALUES (1, 0);
  CREATE TRIGGER checkpoint_grows BEFORE UPDATE ON checkpoint WHEN NEW.ordinal < OLD.ordinal OR NEW.one <> 1
    BEGIN SELECT RAISE(ABORT, 'checkpoint only grows'); END;
  CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoint only grows'); END;
  CREATE TRIGGER checkpoint_no_replace BEFORE INSERT ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoint only grows'); END;
  PRAGMA user_version = ${rowFormat};`;

/** The order of pages stands in the first two, but for the key: the few rows of one place are sorted as they are read. */
const indexes = `
  CREATE INDEX version_by_reporter ON version (kind, reporter, date, place);
  CREATE INDEX version_by_date ON version (kind, date, place);
  CREATE INDEX version_by_whose ON version (whose);
  CREATE INDEX version_by_ordinal ON version (ordinal);
  CREATE INDEX whose_by_case ON whose (case_key, person);
  CREATE INDEX whose_by_person ON whose (person);`;

/** Opens a projection's file for writing, and makes it when there is none. What is in it can be made again from the log. */
export function openRowFile(path: string): Database.Database {
  const db = open(path, 16);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('wal_autocheckpoint = 40000');
  db.transaction(() => {
    if (db.pragma('user_version', { simple: true }) === 0) db.exec(tables + indexes);
  }).immediate();
  return db;
}

/**
 * Begins a file that nobody reads before {@link finishRowFile}: without a journal, since a build that was cut off is thrown away, and
 * without the indexes, which are sorted in at the end.
 */
export function beginRowFile(path: string): Database.Database {
  const db = openFresh(path);
  db.exec(tables);
  return db;
}

/** The file as it is read: indexed, and on disk. @param last is done with it before it is closed. */
export function finishRowFile<T>(path: string, last: (db: Database.Database) => T): T {
  const db = openFresh(path);
  try {
    db.exec(indexes);
    db.pragma('journal_mode = WAL');
    const file = openSync(path, 'r+');
    fsyncSync(file);
    closeSync(file);
    return last(db);
  } finally {
    db.close();
  }
}

function openFresh(path: string): Database.Database {
  // All of a rebuild's files are open at once, and written to near their ends.
  const db = open(path, 6);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  return db;
}

/** @param cached MB of pages at most; the upper pages of the indexes should be among them. */
function open(path: string, cached: number): Database.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = new Database(path, { timeout: 10_000 });
  db.pragma(`cache_size = -${cached * 1024}`);
  return db;
}
