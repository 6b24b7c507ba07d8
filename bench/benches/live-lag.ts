import type { House } from '#apps/house';
import type { RunBench } from '../harness/bench.js';
import { pace } from '../harness/pace.js';
import { percentilesOf } from '../harness/statistics.js';
import { projectedHouse } from '../ground/filled-house.js';
import { openWhole, sender } from '../ground/intake-only.js';
import { beside, othersFor, submitOne, type LineReader } from '../ground/single-events.js';

const perSecond = beside.lag;

/** From the receipt of an event until every projection has it, beside a log that is filled already. */
export const run: RunBench = async (ground) => {
  const { runs: count, seconds, events } = ground.size;
  const directory = await projectedHouse(ground);
  const lines = await othersFor('lag', ground);
  const house = await openWhole(directory);
  const all: number[] = [];
  const [p99, taken]: [number[], number[]] = [[], []];
  for (let run = 0; run < count; run++) {
    const { lags, rate } = await load(house, lines, seconds);
    all.push(...lags);
    p99.push(percentilesOf(lags).p99);
    taken.push(rate);
    await house.projectedTo(house.status().head);
  }
  await house.close();
  lines.close();
  return [
    {
      what: `acknowledged → visible in every view, single events at ${perSecond} a second`,
      unit: 'ms',
      runs: p99,
      latency: percentilesOf(all),
      targets: [{ p99AtMost: 200 }],
      note: `the median is of the runs' p99; acknowledged ${taken.map(Math.round).join(', ')} events/s, beside ${events} events`,
    },
  ];
};

/** Twice `seconds`: the first half warms up and is not counted, for who has just started compiles more than it projects. */
async function load(house: House, lines: LineReader, seconds: number): Promise<{ lags: number[]; rate: number }> {
  const lags: number[] = [];
  const open = new Set<Promise<void>>();
  const from = performance.now() + seconds * 1000;
  let last = from;
  const one = async (line: string): Promise<void> => {
    const { ordinal } = await submitOne(house, line, sender('bench-others'));
    const acknowledged = performance.now();
    await house.projectedTo(ordinal!);
    if (acknowledged < from) return;
    lags.push(performance.now() - acknowledged);
    last = Math.max(last, acknowledged);
  };
  await pace(perSecond, AbortSignal.timeout(seconds * 2000), (count) => {
    for (let at = 0; at < count; at++) {
      const sent: Promise<void> = one(lines.next()).finally(() => open.delete(sent));
      open.add(sent);
    }
  });
  await Promise.all(open);
  return { lags, rate: lags.length / ((last - from) / 1000) };
}
