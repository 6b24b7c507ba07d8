import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const create = `DROP TABLE IF EXISTS sagsspor_bench;
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
  const server = process.env['SAGSSPOR_BENCH_POSTGRES'];
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
    await run('psql', ['--quiet', '--dbname', server, '--command', 'DROP TABLE sagsspor_bench']);
    const told = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
    if (told === undefined) throw new Error('pgbench told no transactions a second');
    return Number(told);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
