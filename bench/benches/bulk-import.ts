import { createReadStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground, RunBench } from '../harness/bench.js';
import type { Measured } from '../harness/figure.js';
import { pairs } from '../harness/time.js';
import { eventsFile } from '../ground/events.js';
import { fill, freshDirectory, shareHouse } from '../ground/filled-house.js';
import { configAt, openWhole, sender } from '../ground/intake-only.js';
import { rawInsert } from '../ground/raw-log.js';

/** A file of events through the whole pipeline, against what SQLite alone would take for the same bytes. */
export const run: RunBench = async (ground) => {
  const off = await withoutProjector(ground);
  return [...off, await withProjector(ground)];
};

async function withoutProjector(ground: Ground): Promise<Measured[]> {
  const { events, runs: count } = ground.size;
  const file = await eventsFile(ground.work, events);
  let directory = '';
  const least: number[] = [];
  const { runs, base } = await pairs(
    count,
    async () => {
      if (directory) rmSync(directory, { recursive: true });
      directory = freshDirectory(ground, 'bulk');
      return events / (await fill(directory, file));
    },
    async () => {
      const { data } = configAt(directory);
      least.push(raw(ground, data, 'number, bytes and hash alone'));
      return raw(ground, data, 'the same columns and unique keys');
    },
  );
  shareHouse(ground, directory);
  const what = `bulk import of ${events} events, projector off`;
  const note = 'the same bytes and hashes, inserted in commits of 1000 with synchronous FULL';
  return [
    {
      what,
      unit: 'events/s',
      runs,
      baseline: { what: 'bare SQLite, the same columns and unique keys', runs: base },
      targets: [{ ratio: 0.6 }],
      note,
    },
    {
      what: `${what} (for comparison)`,
      unit: 'events/s',
      runs,
      baseline: { what: 'bare SQLite, number, bytes and hash alone', runs: least },
    },
  ];
}

function raw(ground: Ground, data: string, table: Parameters<typeof rawInsert>[2]): number {
  const into = freshDirectory(ground, 'raw');
  try {
    return rawInsert(data, into, table);
  } finally {
    rmSync(into, { recursive: true });
  }
}

/** Counted until every projection has reached the last event. */
async function withProjector(ground: Ground): Promise<Measured> {
  const { projected: events, runs: count } = ground.size;
  const file = await eventsFile(ground.work, events);
  const acknowledged: number[] = [];
  const { runs, base } = await pairs(
    count,
    async () => {
      const directory = freshDirectory(ground, 'live');
      const house = await openWhole(directory);
      const began = performance.now();
      await house.intake.bulkImport(createReadStream(file), sender());
      acknowledged.push(events / ((performance.now() - began) / 1000));
      await house.projectedTo(house.status().head);
      const rate = events / ((performance.now() - began) / 1000);
      await house.close();
      return rate;
    },
    async () => raw(ground, join(ground.work, 'live', 'data'), 'the same columns and unique keys'),
  );
  rmSync(join(ground.work, 'live'), { recursive: true });
  const rates = acknowledged.map((rate) => Math.round(rate)).join(', ');
  return {
    what: `bulk import of ${events} events, projector on, until all is visible`,
    unit: 'events/s',
    runs,
    baseline: { what: 'bare SQLite, the same columns and unique keys', runs: base },
    note: `acknowledged at ${rates} events/s`,
  };
}
