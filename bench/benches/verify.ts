import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { logFile, verifyLog } from '#libs/event-log';
import type { RunBench } from '../harness/bench.js';
import { pairs, Stopwatch, timed } from '../harness/time.js';
import { filledHouse } from '../ground/filled-house.js';
import { configAt } from '../ground/intake-only.js';

/** The whole log checked from its file, against hashing the same stored bytes. */
export const run: RunBench = async (ground) => {
  const { data } = configAt(await filledHouse(ground));
  const hashing: number[] = [];
  let events = 0;
  const { runs, base } = await pairs(
    ground.size.runs,
    async () => {
      const { seconds, value } = await timed(() => verifyLog(data));
      events = value.events;
      if (value.problems.length > 0) throw new Error(`the log does not verify: ${value.problems[0]!.sentence}`);
      return events / seconds;
    },
    async () => {
      const { all, hashed } = hashStored(data);
      hashing.push(hashed);
      return all;
    },
  );
  const what = `verify ${events} events`;
  const told = { unit: 'events/s', runs } as const;
  return [
    { what, ...told, baseline: { what: 'read the stored bytes and hash them', runs: base }, targets: [{ ratio: 0.5 }] },
    { what: `${what} (for comparison)`, ...told, baseline: { what: 'hash them in memory', runs: hashing } },
  ];
};

/** Events a second, reading counted and not. */
function hashStored(data: string): { all: number; hashed: number } {
  const db = new Database(join(data, logFile), { readonly: true });
  const page = db.prepare('SELECT bytes FROM event WHERE ordinal > ? ORDER BY ordinal LIMIT 5000').pluck();
  const [all, hashed] = [new Stopwatch(), new Stopwatch()];
  const count = all.run(() => {
    let done = 0;
    for (let rows = page.all(0) as string[]; rows.length > 0; rows = page.all(done) as string[]) {
      hashed.run(() => rows.forEach((bytes) => createHash('sha256').update(bytes).digest()));
      done += rows.length;
    }
    return done;
  });
  db.close();
  return { all: count / all.seconds, hashed: count / hashed.seconds };
}
