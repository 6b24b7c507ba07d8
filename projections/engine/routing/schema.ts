import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { currentFile, routingName } from '../pointer.js';
import { routingFormat } from './routing-format.js';

/**
 * Cases and persons are numbered as they are first told of: their tokens are random, so that each stands in one index only, and what is said of
 * those told of together lies together. A case's unit is the smallest number among the cases joined to it. A child is the ordinal of the first
 * event that named it or one joined to it.
 */
const tables = `
  CREATE TABLE case_unit (no INTEGER PRIMARY KEY, reporter TEXT NOT NULL, case_key TEXT NOT NULL, unit INTEGER NOT NULL, UNIQUE (reporter, case_key));
  CREATE INDEX case_by_unit ON case_unit (unit);
  CREATE TABLE unit_fact (unit INTEGER NOT NULL, ordinal INTEGER NOT NULL, PRIMARY KEY (unit, ordinal)) WITHOUT ROWID;
  CREATE TABLE person (no INTEGER PRIMARY KEY, pseudonym TEXT NOT NULL UNIQUE);
  CREATE TABLE follower (person INTEGER NOT NULL, reporter TEXT NOT NULL, unit INTEGER NOT NULL, PRIMARY KEY (person, reporter, unit)) WITHOUT ROWID;
  CREATE INDEX follower_by_unit ON follower (unit);
  CREATE TABLE person_fact (person INTEGER NOT NULL, reporter TEXT NOT NULL, ordinal INTEGER NOT NULL, PRIMARY KEY (person, reporter, ordinal)) WITHOUT ROWID;
  CREATE TABLE person_edge (person INTEGER NOT NULL, reporter TEXT NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (person, reporter, other)) WITHOUT ROWID;
  CREATE TABLE child_of (person INTEGER PRIMARY KEY, child INTEGER NOT NULL);
  CREATE INDEX child_by_no ON child_of (child);
  CREATE TABLE unit_child (unit INTEGER PRIMARY KEY, child INTEGER NOT NULL);
  CREATE INDEX unit_by_child ON unit_child (child);
  CREATE TABLE fact_id (mark INTEGER NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (mark, no)) WITHOUT ROWID;
  CREATE TABLE checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), ordinal INTEGER NOT NULL);
  INSERT INTO checkpoint VALUES (1, 0);
  PRAGMA user_version = ${routingFormat};`;

/** Opens the routing in use of a directory of projections. It is derived, only grows, and may be thrown away. */
export const openRoutingFile = (directory: string): Database.Database =>
  openRoutingAt(join(directory, currentFile(directory, routingName)));

function openRoutingAt(path: string): Database.Database {
  const db = open(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('wal_autocheckpoint = 40000');
  db.transaction(() => {
    if (db.pragma('user_version', { simple: true }) === 0) db.exec(tables);
  }).immediate();
  return db;
}

/** Begins a routing that nobody else opens before {@link finishRouting}: without a journal, since a build that was cut off is thrown away. */
export function beginRouting(path: string): Database.Database {
  const db = open(path);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.exec(tables);
  return db;
}

/** The routing as it is opened from then on: on disk. */
export function finishRouting(path: string, db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

function open(path: string): Database.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = new Database(path, { timeout: 10_000 });
  db.pragma('cache_size = -32768');
  return db;
}
