import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { keepHeapLean } from '#apps/house';
import type { RunBench } from '../harness/bench.js';
import { inProcess } from '../harness/child.js';
import type { Measured } from '../harness/figure.js';
import { timed } from '../harness/time.js';
import { eventsFile } from '../ground/events.js';
import { fill, freshDirectory, project } from '../ground/filled-house.js';
import { configAt, openWhole } from '../ground/intake-only.js';
import { rawInsert } from '../ground/raw-log.js';

/** What is done to each log, in this order; each in a process of its own, whose memory is told. */
const steps = ['imported', 'bare', 'rebuilt', 'extracted'] as const;
type Step = (typeof steps)[number];

const titles: Readonly<Record<Step, string>> = {
  imported: 'import',
  bare: 'bare SQLite, the same columns and unique keys',
  rebuilt: 'rebuild of every projection',
  extracted: 'national full stock of support and quarter of placements, delivered',
};

interface Done {
  readonly events: number;
  readonly seconds: number;
  readonly peakMB: number;
}

/** The same work on logs that grow: time should grow with the events and memory not at all. */
export const run: RunBench = async (ground) => {
  const done: Record<Step, Done[]> = { imported: [], bare: [], rebuilt: [], extracted: [] };
  for (const events of ground.size.growth) {
    const directory = freshDirectory(ground, 'growing');
    // Half of them are told by another case system of other children: as many as there are numbers for.
    const files = [await eventsFile(ground.work, events / 2), await eventsFile(ground.work, events / 2, 'others')];
    const task: Task = { events, directory, files };
    for (const step of steps) {
      const { value, peakMB } = await inProcess<number>('benches/growth', step, task);
      done[step].push({ events, seconds: value, peakMB });
      process.stderr.write(`${events} events, ${titles[step]}: ${value.toFixed(1)} s, ${peakMB} MB\n`);
    }
    for (const path of [directory, ...files]) rmSync(path, { recursive: true });
  }
  return steps.flatMap((step) => figures(step, done[step]));
};

/** Beside the first log's time for as many events, with a tenth to spare. Of bare SQLite nothing is wanted: it tells how much of the growth is not the house's. */
function figures(step: Step, [first, ...more]: readonly Done[]): Measured[] {
  const of = ({ events, seconds, peakMB }: Done): Measured => ({
    what: `${titles[step]}, ${events} events`,
    unit: 's',
    runs: [seconds],
    peakMB,
  });
  const grown = more.map((one): Measured => {
    const times = one.events / first!.events;
    const note = `${(one.seconds / first!.seconds).toFixed(1)} × the time of ${first!.events} events`;
    if (step === 'bare') return { ...of(one), note };
    return {
      ...of(one),
      baseline: {
        what: `${Math.round(times * 11) / 10} × the time of ${first!.events} events`,
        runs: [times * 1.1 * first!.seconds],
      },
      targets: [{ ratio: 1 }, { memoryAtMost: 400 }],
      note,
    };
  });
  return [of(first!), ...grown];
}

interface Task {
  readonly events: number;
  readonly directory: string;
  readonly files: readonly string[];
}

export function imported({ directory, files }: Task): Promise<number> {
  return fill(directory, ...files);
}

/** The events of the log, inserted anew into a file of their own; reading them is not counted. */
export function bare({ directory, events }: Task): number {
  const { data } = configAt(directory);
  return events / rawInsert({ work: directory }, data, 'the same columns and unique keys');
}

export async function rebuilt({ directory }: Task): Promise<number> {
  rmSync(join(directory, 'data', 'projections'), { recursive: true, force: true });
  return project(directory);
}

/** As the command delivers. */
export async function extracted({ directory }: Task): Promise<number> {
  keepHeapLean();
  const house = await openWhole(directory);
  const deliver = (statistic: string, period: string) =>
    house.deliveries.deliver({ statistic, reporter: '', period }, house.operator);
  const { seconds } = await timed(async () => {
    await deliver('support-stock', '');
    await deliver('placement-events', '2023Q3');
  });
  await house.close();
  return seconds;
}
