import { randomUUID } from 'node:crypto';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { defaultKeep, openRedisJobs, openSqliteJobs, type Jobs, type JsonValue } from '#libs/jobs';
import { freshDirectory } from '../ground/filled-house.js';
import { startRedis } from '../ground/redis.js';
import type { RunBench } from '../harness/bench.js';
import type { Measured } from '../harness/figure.js';
import { timed } from '../harness/time.js';

const kind = 'measured';
/** Who ask, each for the next job as soon as the last is in; and jobs that are worked on at a time. */
const [callers, atATime] = [64, 50];

/** One engine in one turn: jobs asked for, then all of them done. */
interface Turn {
  add(data: JsonValue): Promise<unknown>;
  /** Resolves when `count` jobs are done. */
  work(count: number): Promise<void>;
  close(): Promise<void>;
}

interface Rates {
  readonly add: number[];
  readonly work: number[];
}

/** The port on BullMQ and on a file, against BullMQ alone with the same data and options. */
export const run: RunBench = async (ground) => {
  const redis = await startRedis(freshDirectory(ground, 'redis'));
  if (!redis) return { leftOut: 'no redis-server is installed' };
  const told = { port: rates(), bare: rates(), file: rates() };
  // Many short turns: those of a few long ones scatter as much, and take longer.
  for (let run = 0; run < ground.size.runs * 3; run++) {
    const seconds = ground.size.seconds / 4;
    await measure(await onRedis(redis.url), seconds, told.port);
    await measure(await bareOn(redis.url), seconds, told.bare);
    if (run < ground.size.runs) await measure(onFile(freshDirectory(ground, 'jobs')), seconds, told.file);
  }
  await redis.stop();
  return (['add', 'work'] as const).flatMap((what) => {
    const baseline = { what: 'BullMQ alone, the same data and options', runs: told.bare[what] };
    const how = what === 'add' ? `jobs asked for, ${callers} callers` : `jobs done, ${atATime} at a time`;
    const figure = { unit: 'jobs/s', baseline } as const;
    return [
      { ...figure, what: `${how}, on Redis`, runs: told.port[what], targets: [{ ratio: 0.8 }] },
      { ...figure, what: `${how}, in a file (for comparison)`, runs: told.file[what] },
    ] satisfies Measured[];
  });
};

const rates = (): Rates => ({ add: [], work: [] });

async function measure(turn: Turn, seconds: number, told: Rates): Promise<void> {
  const added = await ask(turn, seconds / 4);
  let count = 0;
  const adding = await timed(async () => (count = await ask(turn, seconds)));
  told.add.push(count / adding.seconds);
  const working = await timed(() => turn.work(added + count));
  told.work.push((added + count) / working.seconds);
  await turn.close();
}

/** @returns how many were asked for. */
async function ask(turn: Turn, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let count = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() < until) {
      await turn.add(dataOf());
      count++;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return count;
}

/** About 450 bytes, as of an extract that is asked for. */
const dataOf = (): JsonValue => ({
  asOf: null,
  columns: ['case', 'child', 'measure', 'basis', 'from', 'to', 'site', 'municipality'],
  format: 'csv',
  period: { from: '2026-01-01', to: '2026-12-31' },
  purpose: 'x'.repeat(160),
  request: randomUUID(),
  reporter: 'kommune',
  view: 'placements',
});

/** Calls `done` for each job; resolves at the last. */
function counted(count: number, start: (done: () => Promise<void>) => void): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    start(async () => {
      if (--left === 0) resolve();
    });
  });
}

function onPort(jobs: Jobs, clear: () => Promise<void>): Turn {
  return {
    add: (data) => jobs.add(kind, data),
    work: (count) => counted(count, (done) => jobs.work({ processors: { [kind]: done }, concurrency: atATime })),
    async close() {
      await jobs.close();
      await clear();
    },
  };
}

async function onRedis(url: string): Promise<Turn> {
  const jobs = await openRedisJobs({ url, kinds: [kind] });
  return onPort(jobs, () => emptied(url));
}

const onFile = (directory: string): Turn => onPort(openSqliteJobs({ directory, kinds: [kind] }), async () => {});

async function bareOn(url: string): Promise<Turn> {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const queue = new Queue(kind, { connection, streams: { events: { maxLen: 1000 } } });
  await queue.waitUntilReady();
  let worker: Worker | undefined;
  return {
    add: (data) =>
      queue.add(kind, data, { attempts: 3, backoff: { type: 'exponential', delay: 1000 }, jobId: randomUUID() }),
    work: (count) =>
      counted(count, (done) => {
        worker = new Worker(kind, done, { connection, concurrency: atATime, removeOnComplete: { ...defaultKeep } });
      }),
    async close() {
      await worker?.close();
      await queue.close();
      await emptied(url);
      connection.disconnect();
    },
  };
}

async function emptied(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushall();
  redis.disconnect();
}
