import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSqliteReader } from '#libs/event-log';
import type { RunBench } from '../harness/bench.js';
import { inProcess } from '../harness/child.js';
import { cpuBound } from '../harness/cpu-bound.js';
import { median } from '../harness/statistics.js';
import { pairs, Stopwatch } from '../harness/time.js';
import { eventsFile } from '../ground/events.js';
import { fillApart, freshDirectory } from '../ground/filled-house.js';
import { configAt } from '../ground/intake-only.js';

/**
 * Every projection built from the log, in a process of its own, against inserting the row versions that came of it. The log is
 * shorter than that of the other benches: three rebuilds of a million events take longer than all else; `growth` rebuilds those.
 */
export const run: RunBench = async (ground) => {
  const directory = freshDirectory(ground, 'rebuilt');
  await fillApart({
    directory,
    file: await eventsFile(ground.work, Math.min(ground.size.rebuilt, ground.size.events)),
  });
  const { data } = configAt(directory);
  const projections = join(data, 'projections');
  const events = headOf(data);
  const [peaks, cpu]: [number[], number[]] = [[], []];
  let versions = 0;
  const { runs, base } = await pairs(
    ground.size.runs,
    async () => {
      rmSync(projections, { recursive: true, force: true });
      const { value, peakMB, cpuSeconds } = await inProcess<number>('ground/filled-house', 'project', directory);
      peaks.push(peakMB);
      cpu.push(cpuSeconds);
      return events / value;
    },
    async () => {
      const raw = insertRows(projections, freshDirectory(ground, 'raw-rows'));
      versions = raw.versions;
      return events / raw.seconds;
    },
  );
  for (const name of ['rebuilt', 'raw-rows']) rmSync(join(ground.work, name), { recursive: true });
  return [
    {
      what: `rebuild of every projection of ${events} events`,
      unit: 'events/s',
      runs,
      peakMB: Math.max(...peaks),
      baseline: { what: `insert of their ${versions} row versions into the same tables`, runs: base },
      targets: [{ ratio: 0.7 }, { atLeast: 50_000 }],
      note: cpuBound(median(cpu), events),
    },
  ];
};

function headOf(data: string): number {
  const log = openSqliteReader({ directory: data });
  try {
    return log.reader.head();
  } finally {
    log.close();
  }
}

/** Copies the rows of every file but the routing's into bare files with the same tables, triggers and indexes; reading is not counted. */
function insertRows(projections: string, into: string): { seconds: number; versions: number } {
  const watch = new Stopwatch();
  let versions = 0;
  for (const file of currentFiles(projections)) {
    const from = new Database(join(projections, file), { readonly: true });
    const to = new Database(join(into, file));
    for (const pragma of [
      'journal_mode = WAL',
      'synchronous = NORMAL',
      'wal_autocheckpoint = 16000',
      'cache_size = -16384',
    ])
      to.pragma(pragma);
    const schema = from
      .prepare('SELECT type, sql FROM sqlite_master WHERE sql NOT NULL ORDER BY rowid')
      .all() as Made[];
    const make = (wanted: (made: Made) => boolean): void => schema.filter(wanted).forEach(({ sql }) => to.exec(sql));
    watch.run(() => make(({ type }) => type !== 'index'));
    for (const table of ['whose', 'thing', 'version', 'about'])
      versions += copyTable(from, to, table, watch) * Number(table === 'version');
    watch.run(() => {
      make(({ type }) => type === 'index');
      to.close();
    });
    from.close();
  }
  return { seconds: watch.seconds, versions };
}

interface Made {
  readonly type: string;
  readonly sql: string;
}

function copyTable(from: Database.Database, to: Database.Database, table: string, watch: Stopwatch): number {
  const width = from.prepare(`SELECT * FROM ${table}`).columns().length;
  const insert = to.prepare(`INSERT INTO ${table} VALUES (${Array(width).fill('?').join(', ')})`);
  const write = to.transaction((rows: unknown[][]) => rows.forEach((row) => insert.run(...row)));
  let [count, page] = [0, [] as unknown[][]];
  const flush = (): void => {
    watch.run(() => write(page));
    count += page.length;
    page = [];
  };
  for (const row of from.prepare(`SELECT * FROM ${table}`).raw().iterate() as Iterable<unknown[]>)
    if (page.push(row) === 5000) flush();
  flush();
  return count;
}

/** The files in use, as the pointer has them. */
function currentFiles(projections: string): string[] {
  const pointer = join(projections, 'current.json');
  const files = Object.values(JSON.parse(readFileSync(pointer, 'utf8')) as Record<string, string>);
  return files.filter(
    (file) =>
      !file.startsWith('routing') && existsSync(join(projections, file)) && readdirSync(projections).includes(file),
  );
}
