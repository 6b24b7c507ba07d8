import { median, type Percentiles } from './statistics.js';

/** events/s, rows/s and jobs/s: more is better. Seconds and milliseconds: less is. */
export type Unit = 'events/s' | 'rows/s' | 'jobs/s' | 's' | 'ms' | 'MB';

/** What is to be reached: a share of the baseline, a bound on the median, on the 99th percentile, or on memory in MB. */
export type Target =
  | { readonly ratio: number }
  | { readonly atLeast: number }
  | { readonly atMost: number }
  | { readonly p99AtMost: number }
  | { readonly memoryAtMost: number };

/** One measurement, and its baseline measured in the same run. */
export interface Measured {
  readonly what: string;
  readonly unit: Unit;
  /** A figure a run. */
  readonly runs: readonly number[];
  readonly baseline?: { readonly what: string; readonly runs: readonly number[] };
  /** Of single operations, in milliseconds, all runs together. */
  readonly latency?: Percentiles;
  readonly targets?: readonly Target[];
  /** Peak resident memory of the process that did this alone; else that of the whole bench is told. */
  readonly peakMB?: number;
  /** What a reader must know to judge it. */
  readonly note?: string;
}

/** A measurement as it is told. */
export interface Figure extends Omit<Measured, 'baseline' | 'targets'> {
  readonly median: number;
  readonly baseline?: { readonly what: string; readonly runs: readonly number[]; readonly median: number };
  /** Speed as a share of the baseline's, more is better: median of the runs pair by pair. */
  readonly ratio?: number;
  readonly targets: readonly { readonly what: string; readonly met: boolean }[];
  readonly peakMB: number;
}

const moreIsBetter = (unit: Unit): boolean => unit.endsWith('/s');

/** @param peakMB of the bench's process. */
export function figureOf(measured: Measured, peakMB: number): Figure {
  const { unit, runs, baseline, targets = [] } = measured;
  const figure = { ...measured, median: median(runs), peakMB: measured.peakMB ?? peakMB };
  if (!baseline) return { ...figure, baseline: undefined, targets: targets.map((target) => judge(target, figure)) };
  const pairs = runs.map((run, at) => {
    const base = baseline.runs[at] ?? median(baseline.runs);
    return moreIsBetter(unit) ? run / base : base / run;
  });
  const ratio = median(pairs);
  return {
    ...figure,
    ratio,
    baseline: { ...baseline, median: median(baseline.runs) },
    targets: targets.map((target) => judge(target, { ...figure, ratio })),
  };
}

function judge(
  target: Target,
  { unit, median: value, ratio = 0, latency, peakMB }: Pick<Figure, 'unit' | 'median' | 'ratio' | 'latency' | 'peakMB'>,
): Figure['targets'][number] {
  if ('ratio' in target)
    return { what: `≥ ${Math.round(target.ratio * 100) / 100} of the baseline`, met: ratio >= target.ratio };
  if ('atLeast' in target) return { what: `≥ ${target.atLeast} ${unit}`, met: value >= target.atLeast };
  if ('atMost' in target) return { what: `≤ ${target.atMost} ${unit}`, met: value <= target.atMost };
  if ('memoryAtMost' in target) return { what: `< ${target.memoryAtMost} MB`, met: peakMB < target.memoryAtMost };
  return { what: `p99 < ${target.p99AtMost} ms`, met: latency !== undefined && latency.p99 < target.p99AtMost };
}
