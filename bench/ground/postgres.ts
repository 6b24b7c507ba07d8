import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Pool } from 'pg';
import type { Keep } from './echo-server.js';

const run = promisify(execFile);

/** Connection string of the PostgreSQL to compare with; undefined where none is given. */
export const postgresServer = (): string | undefined => process.env['SAGSSPOR_BENCH_POSTGRES'] || undefined;

const drop = 'DROP TABLE IF EXISTS sagsspor_bench';
const create = `${drop};
CREATE TABLE sagsspor_bench (position bigserial PRIMARY KEY, stream text NOT NULL, revision bigint NOT NULL, id uuid NOT NULL UNIQUE,
  bytes text NOT NULL, hash bytea NOT NULL, UNIQUE (stream, revision))`;

/** As long as a stored event; the hash is made by the server. */
const insert = `\\set stream random(1, 100000000)
\\set revision random(1, 1000000000)
INSERT INTO sagsspor_bench (stream, revision, id, bytes, hash)
VALUES ('placement-101-' || :stream, :revision, gen_random_uuid(), repeat(md5(random()::text), 22), sha256(convert_to(:stream::text, 'UTF8')));
`;

/**
 * Plain inserts of single events, a commit each, into the PostgreSQL of `SAGSSPOR_BENCH_POSTGRES` (a connection string), by its own
 * pgbench: no client of ours slows it down. The table is dropped afterwards.
 * @returns events a second; undefined where none is given.
 */
export async function insertIntoPostgres(connections: number, seconds: number): Promise<number | undefined> {
  const server = postgresServer();
  if (!server) return undefined;
  const directory = mkdtempSync(join(tmpdir(), 'sagsspor-pgbench-'));
  const script = join(directory, 'insert.sql');
  writeFileSync(script, insert);
  try {
    await run('psql', ['--quiet', '--dbname', server, '--command', create]);
    const time = String(Math.max(1, Math.round(seconds)));
    const args = [
      '--no-vacuum',
      `--client=${connections}`,
      '--jobs=2',
      '--protocol=prepared',
      '--time',
      time,
      '--file',
      script,
      server,
    ];
    const { stdout } = await run('pgbench', args);
    await run('psql', ['--quiet', '--dbname', server, '--command', drop]);
    const told = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
    if (told === undefined) throw new Error('pgbench told no transactions a second');
    return Number(told);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** A table of events in that PostgreSQL, for a server that keeps what it is sent there: an insert an event, a commit each, 32 connections. */
export async function openPostgresTable(server: string): Promise<{ readonly keep: Keep; close(): Promise<void> }> {
  const pool = new Pool({ connectionString: server, max: 32 });
  await pool.query(create);
  let revision = 0;
  return {
    async keep(event) {
      const bytes = JSON.stringify(event);
      const hash = createHash('sha256').update(bytes).digest();
      await pool.query({
        name: 'insert',
        text: 'INSERT INTO sagsspor_bench (stream, revision, id, bytes, hash) VALUES ($1, $2, gen_random_uuid(), $3, $4)',
        values: [event.data.caseId ?? 'none', ++revision, bytes, hash],
      });
    },
    async close() {
      await pool.query(drop);
      await pool.end();
    },
  };
}
