import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { logFile } from '#libs/event-log';
import type { Ground } from '../harness/bench.js';
import { Stopwatch } from '../harness/time.js';
import { freshDirectory } from './filled-house.js';

/** Rows of a commit: what a bulk import takes at a time. */
const commit = 1000;

const columns = 'ordinal, stream, revision, id, type, version, recorded_at, recorded_max, bytes';

/** Tables of the baselines: the log's own columns and unique keys without its triggers, and the least that keeps bytes and hash. */
const tables = {
  'the same columns and unique keys': {
    create: `CREATE TABLE event (ordinal INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, id BLOB NOT NULL,
      type TEXT NOT NULL, version INTEGER NOT NULL, recorded_at INTEGER NOT NULL, recorded_max INTEGER NOT NULL, bytes TEXT NOT NULL,
      hash BLOB NOT NULL, UNIQUE (stream, revision), UNIQUE (id, stream))`,
    insert: 'INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    values: (row: unknown[], hash: Buffer): unknown[] => [...row, hash],
  },
  'number, bytes and hash alone': {
    create: 'CREATE TABLE event (ordinal INTEGER PRIMARY KEY, bytes TEXT NOT NULL, hash BLOB NOT NULL)',
    insert: 'INSERT INTO event VALUES (?, ?, ?)',
    values: (row: unknown[], hash: Buffer): unknown[] => [row[0], row[8], hash],
  },
} as const;

export type RawTable = keyof typeof tables;

/**
 * Writes the events of a log as bare better-sqlite3 would: the same stored bytes, each with its SHA-256, in commits of 1000, with the
 * log's own settings. Reading them from the log is not counted. @param upTo the last event's ordinal. @returns events a second.
 */
export function rawInsert(
  ground: Pick<Ground, 'work'>,
  data: string,
  table: RawTable,
  upTo = Number.MAX_SAFE_INTEGER,
): number {
  const into = freshDirectory(ground, 'raw');
  try {
    return insert(data, into, table, upTo);
  } finally {
    rmSync(into, { recursive: true });
  }
}

function insert(data: string, into: string, table: RawTable, upTo: number): number {
  const from = new Database(join(data, logFile), { readonly: true });
  const to = new Database(join(into, 'raw.sqlite'));
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'wal_autocheckpoint = 16000',
    'cache_size = -65536',
  ])
    to.pragma(pragma);
  const { create, insert: sql, values } = tables[table];
  to.exec(create);
  const statement = to.prepare(sql);
  const page = from
    .prepare(`SELECT ${columns} FROM event WHERE ordinal > ? AND ordinal <= ? ORDER BY ordinal LIMIT ${commit}`)
    .raw();
  const write = to.transaction((rows: unknown[][]) => {
    for (const row of rows)
      statement.run(
        ...values(
          row,
          createHash('sha256')
            .update(row[8] as string)
            .digest(),
        ),
      );
  });
  const watch = new Stopwatch();
  let count = 0;
  for (let rows = page.all(0, upTo) as unknown[][]; rows.length > 0; rows = page.all(count, upTo) as unknown[][]) {
    watch.run(() => write(rows));
    count += rows.length;
  }
  watch.run(() => to.close());
  from.close();
  return count / watch.seconds;
}
