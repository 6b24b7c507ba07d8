import type { House } from '#apps/house';
import { municipalities } from '#libs/reference';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { logFile } from '#libs/event-log';
import type { Ground, RunBench } from '../harness/bench.js';
import type { Measured } from '../harness/figure.js';
import { pace } from '../harness/pace.js';
import { percentilesOf } from '../harness/statistics.js';
import { sleep, timed } from '../harness/time.js';
import { eventsFile } from '../ground/events.js';
import { projectedHouse } from '../ground/filled-house.js';
import { configAt, openWhole, sender } from '../ground/intake-only.js';
import { beside, LineReader, othersFor, parsed, submitOne } from '../ground/single-events.js';

const perSecond = beside.reading;
/** Rows of a page, as the API gives where nothing else is asked. */
const limit = 100;
/** Children that are traced, at most. */
const mostChildren = 5000;

/** One reading, and the same rows by bare SQL. */
interface Reading {
  readonly what: string;
  readonly p99AtMost: number;
  /** Reads by the house; what it read is told to the baseline. */
  readonly read: (house: House) => Promise<Read>;
}

type Read =
  | { readonly ordinals: readonly number[] }
  | { readonly reporter: string; readonly asOf: number; readonly kind: string };

/** Traces and views while events are taken and projected, timed within the process that serves them. */
export const run: RunBench = async (ground) => {
  const directory = await projectedHouse(ground);
  const { events } = ground.size;
  const feed = await othersFor('reading', ground);
  const children = await childrenOf(ground);
  const house = await openWhole(directory);
  const bare = openBare(directory);
  const figures: Measured[] = [];
  for (const reading of readings(house, children, events))
    figures.push(await measure(ground, house, bare, feed, reading));
  await house.projectedTo(house.status().head);
  await house.close();
  bare.close();
  feed.close();
  return figures;
};

function readings(house: House, children: readonly string[], events: number): Reading[] {
  const codes = municipalities().map(({ code }) => code);
  const some = events < 50_000 ? codes.slice(0, 4) : codes;
  const anyReporter = (): string => anyOf(some);
  const { head } = house.status();
  const view =
    (name: string, kind: string, asOf: () => number | undefined): Reading['read'] =>
    async (on) => {
      const [reporter, at] = [anyReporter(), asOf()];
      const table = await on.tables.page(
        name,
        { reporter, limit, ...(at !== undefined && { asOf: String(at) }) },
        sender('sagsspor'),
      );
      return { reporter, kind, asOf: table.asOf };
    };
  const past = (): number => Math.ceil(head * (0.3 + Math.random() * 0.7));
  return [
    {
      what: 'trace of a random child',
      p99AtMost: 5,
      read: async (on) => {
        const lines = await on.tables.trace({ kind: 'cpr', number: anyOf(children) }, on.operator);
        return { ordinals: lines.map(({ ordinal }) => ordinal) };
      },
    },
    {
      what: `schema 1 of one municipality, a page of ${limit}`,
      p99AtMost: 50,
      read: view('schema-1', 'form', () => undefined),
    },
    {
      what: `schema 1 of one municipality as of an ordinal, a page of ${limit}`,
      p99AtMost: 50,
      read: view('schema-1', 'form', past),
    },
    {
      what: `measures of one municipality as of an ordinal, a page of ${limit}`,
      p99AtMost: 50,
      read: view('measures', 'measure', past),
    },
  ];
}

/** Numbers of children all over a file of events. */
async function childrenOf(ground: Ground): Promise<string[]> {
  const { events } = ground.size;
  const lines = new LineReader(await eventsFile(ground.work, events));
  const apart = Math.max(1, Math.floor(events / mostChildren));
  const numbers = new Set<string>();
  for (let at = 1; at <= events; at++) {
    const line = lines.next();
    if (at % apart > 0) continue;
    const { data } = parsed(line) as { data: { person?: { kind: string; number: string }; caseId?: string } };
    if (data.person?.kind === 'cpr' && data.caseId !== undefined) numbers.add(data.person.number);
  }
  lines.close();
  return [...numbers];
}

const anyOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!;

async function measure(
  ground: Ground,
  house: House,
  bare: Bare,
  feed: LineReader,
  reading: Reading,
): Promise<Measured> {
  const { runs, seconds } = ground.size;
  const [all, p99, base]: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run < runs; run++) {
    const ended = AbortSignal.timeout(seconds * 1000);
    const open: Promise<unknown>[] = [];
    const feeding = pace(perSecond, ended, (count) => {
      for (let at = 0; at < count; at++) open.push(submitOne(house, feed.next(), sender('bench-others')));
    });
    const [mine, theirs]: [number[], number[]] = [[], []];
    while (!ended.aborted) {
      const { seconds: took, value } = await timed(() => reading.read(house));
      mine.push(took * 1000);
      theirs.push((await timed(() => bare.read(value))).seconds * 1000);
      await sleep(2);
    }
    await feeding;
    await Promise.all(open);
    all.push(...mine);
    p99.push(percentilesOf(mine).p99);
    base.push(percentilesOf(theirs).p99);
  }
  return {
    what: reading.what,
    unit: 'ms',
    runs: p99,
    latency: percentilesOf(all),
    baseline: { what: 'the same rows by bare SQL, p99', runs: base },
    targets: [{ p99AtMost: reading.p99AtMost }],
    note: `the median is of the runs' p99, under ${perSecond} events/s of intake`,
  };
}

interface Bare {
  read(read: Read): unknown[];
  close(): void;
}

/** The files themselves, opened beside the house. */
function openBare(directory: string): Bare {
  const { data } = configAt(directory);
  const projections = join(data, 'projections');
  const current = JSON.parse(readFileSync(join(projections, 'current.json'), 'utf8')) as Record<string, string>;
  const open = (path: string): Database.Database => new Database(path, { readonly: true, timeout: 10_000 });
  const log = open(join(data, logFile));
  const files = new Map(
    Object.entries(current)
      .filter(([name]) => !name.startsWith('routing'))
      .map(([name, file]) => [name.split('.')[0]!, open(join(projections, file))]),
  );
  const event = log.prepare('SELECT bytes FROM event WHERE ordinal = ?').pluck();
  const moved = [...files.values()].map((db) =>
    db.prepare(
      'SELECT * FROM version v JOIN thing t ON t.no = v.thing JOIN whose w ON w.no = v.whose WHERE ordinal = ?',
    ),
  );
  const page = new Map(
    [
      ['form', 'forms'],
      ['measure', 'support'],
    ].map(([kind, file]) => [
      kind,
      files.get(file!)!.prepare(
        `SELECT v.*, t.key, w.case_key, w.person FROM version v JOIN thing t ON t.no = v.thing JOIN whose w ON w.no = v.whose
       WHERE v.kind = ? AND v.reporter = ? AND gone = 0 AND ordinal = (SELECT max(ordinal) FROM version WHERE thing = v.thing AND ordinal <= ?)
       ORDER BY date, place, t.key LIMIT ${limit}`,
      ),
    ]),
  );
  return {
    read(read) {
      if ('kind' in read) return page.get(read.kind)!.all(read.kind, read.reporter, read.asOf);
      return read.ordinals.flatMap((ordinal) => [event.get(ordinal), ...moved.flatMap((one) => one.all(ordinal))]);
    },
    close() {
      for (const db of [log, ...files.values()]) db.close();
    },
  };
}
