import { createReadStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground, RunBench } from '../harness/bench.js';
import { inProcess } from '../harness/child.js';
import { cpuBound } from '../harness/cpu-bound.js';
import type { Measured } from '../harness/figure.js';
import { median } from '../harness/statistics.js';
import { pairs } from '../harness/time.js';
import { eventsFile } from '../ground/events.js';
import { filledHouse, fillApart, freshDirectory, shareHouse } from '../ground/filled-house.js';
import { configAt, openWhole, sender } from '../ground/intake-only.js';
import { logAlone } from '../ground/log-alone.js';
import { rawInsert } from '../ground/raw-log.js';

const sameColumns = 'the same columns and unique keys';

/** A file of events through the whole pipeline, against what SQLite alone would take for the same bytes. Imports have processes of their own. */
export const run: RunBench = async (ground) => {
  const off = await withoutProjector(ground);
  return [...off, await appendedAlone(ground), await withProjector(ground)];
};

async function withoutProjector(ground: Ground): Promise<Measured[]> {
  const { events, runs: count } = ground.size;
  const file = await eventsFile(ground.work, events);
  let directory = '';
  const [least, peaks, cpu]: [number[], number[], number[]] = [[], [], []];
  const { runs, base } = await pairs(
    count,
    async () => {
      if (directory) rmSync(directory, { recursive: true });
      directory = freshDirectory(ground, 'bulk');
      const { value, peakMB, cpuSeconds } = await fillApart({ directory, file });
      peaks.push(peakMB);
      cpu.push(cpuSeconds);
      return events / value;
    },
    async () => {
      const { data } = configAt(directory);
      least.push(rawInsert(ground, data, 'number, bytes and hash alone'));
      return rawInsert(ground, data, sameColumns);
    },
  );
  shareHouse(ground, directory);
  const what = `bulk import of ${events} events, projector off`;
  const peakMB = Math.max(...peaks);
  const note = `the same bytes and hashes, inserted in commits of 1000 with synchronous FULL; ${cpuBound(median(cpu), events)}`;
  return [
    {
      what,
      unit: 'events/s',
      runs,
      peakMB,
      baseline: { what: `bare SQLite, ${sameColumns}`, runs: base },
      targets: [{ ratio: 0.6 }],
      note,
    },
    {
      what: `${what} (for comparison)`,
      unit: 'events/s',
      runs,
      peakMB,
      baseline: { what: 'bare SQLite, number, bytes and hash alone', runs: least },
    },
  ];
}

/** The last step of an import by itself: where its limit lies with every other step for nothing. */
async function appendedAlone(ground: Ground): Promise<Measured> {
  const { data } = configAt(await filledHouse(ground));
  const events = Math.min(ground.size.rebuilt, ground.size.events);
  const { runs, base } = await pairs(
    ground.size.runs,
    () => logAlone(data, freshDirectory(ground, 'alone'), events),
    async () => rawInsert(ground, data, sameColumns, events),
  );
  rmSync(join(ground.work, 'alone'), { recursive: true });
  return {
    what: `the log's own part of it: ${events} events appended, nothing read, judged or claimed`,
    unit: 'events/s',
    runs,
    baseline: { what: `bare SQLite, ${sameColumns}`, runs: base },
  };
}

/** Counted until every projection has reached the last event. */
async function withProjector(ground: Ground): Promise<Measured> {
  const { projected: events, runs: count } = ground.size;
  const file = await eventsFile(ground.work, events);
  const [acknowledged, peaks]: [number[], number[]] = [[], []];
  const { runs, base } = await pairs(
    count,
    async () => {
      const directory = freshDirectory(ground, 'live');
      const { value, peakMB } = await inProcess<Visible>('benches/bulk-import', 'projected', { directory, file });
      peaks.push(peakMB);
      acknowledged.push(events / value.acknowledged);
      return events / value.visible;
    },
    async () => rawInsert(ground, join(ground.work, 'live', 'data'), sameColumns),
  );
  rmSync(join(ground.work, 'live'), { recursive: true });
  const rates = acknowledged.map((rate) => Math.round(rate)).join(', ');
  return {
    what: `bulk import of ${events} events, projector on, until all is visible`,
    unit: 'events/s',
    runs,
    peakMB: Math.max(...peaks),
    baseline: { what: `bare SQLite, ${sameColumns}`, runs: base },
    note: `acknowledged at ${rates} events/s`,
  };
}

interface Task {
  readonly directory: string;
  readonly file: string;
}

/** Seconds from the first byte until every event was acknowledged, and until every projection had reached the last. */
interface Visible {
  readonly acknowledged: number;
  readonly visible: number;
}

export async function projected({ directory, file }: Task): Promise<Visible> {
  const house = await openWhole(directory);
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  await house.intake.bulkImport(createReadStream(file), sender());
  const acknowledged = seconds();
  await house.projectedTo(house.status().head);
  const visible = seconds();
  await house.close();
  return { acknowledged, visible };
}
