import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Of the tables below; part of the file's name. */
export const routingFormat = 2;

const tables = `
  CREATE TABLE case_unit (reporter TEXT NOT NULL, case_key TEXT NOT NULL, unit INTEGER NOT NULL, PRIMARY KEY (reporter, case_key)) WITHOUT ROWID;
  CREATE INDEX case_by_unit ON case_unit (unit);
  CREATE TABLE unit_fact (unit INTEGER NOT NULL, ordinal INTEGER NOT NULL, PRIMARY KEY (unit, ordinal)) WITHOUT ROWID;
  CREATE TABLE follower (reporter TEXT NOT NULL, person TEXT NOT NULL, unit INTEGER NOT NULL, PRIMARY KEY (reporter, person, unit)) WITHOUT ROWID;
  CREATE INDEX follower_by_unit ON follower (unit);
  CREATE TABLE person_fact (reporter TEXT NOT NULL, person TEXT NOT NULL, ordinal INTEGER NOT NULL, PRIMARY KEY (reporter, person, ordinal)) WITHOUT ROWID;
  CREATE INDEX person_fact_by_person ON person_fact (person);
  CREATE TABLE person_edge (reporter TEXT NOT NULL, person TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (reporter, person, other)) WITHOUT ROWID;
  CREATE TABLE child_of (person TEXT PRIMARY KEY, child INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX child_by_no ON child_of (child);
  CREATE TABLE child_unit (child INTEGER NOT NULL, unit INTEGER NOT NULL, PRIMARY KEY (child, unit)) WITHOUT ROWID;
  CREATE INDEX child_by_unit ON child_unit (unit);
  CREATE TABLE fact_id (id TEXT NOT NULL, reporter TEXT NOT NULL, case_key TEXT NOT NULL, PRIMARY KEY (id, reporter, case_key)) WITHOUT ROWID;
  CREATE TABLE reporter_unit (reporter TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), ordinal INTEGER NOT NULL);
  INSERT INTO checkpoint VALUES (1, 0);
  PRAGMA user_version = 1;`;

/** Opens the routing of a directory of projections. It is derived, only grows, and may be thrown away. */
export function openRoutingFile(directory: string): Database.Database {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const db = new Database(join(directory, `routing.v${routingFormat}.1.sqlite`));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.transaction(() => {
    if (db.pragma('user_version', { simple: true }) === 0) db.exec(tables);
  }).immediate();
  return db;
}
