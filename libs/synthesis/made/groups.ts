import type { Targets } from './national-figures.js';

/** Children whose placement or support lasts about equally long. */
export interface Group {
  readonly name: string;
  /** Its share of all that run on 31 December. */
  readonly ofStock: number;
  /** Its share of all that start in a year. */
  readonly ofFlow: number;
}

export interface Kind {
  readonly name: 'placement' | 'support';
  readonly groups: readonly Group[];
  /** How many run on 31 December. */
  readonly stock: (targets: Targets) => number;
  /** How many start in a year. */
  readonly flow: (targets: Targets) => number;
  /** Shortest run, in days. */
  readonly shortest: number;
}

/** One placed child in so many is placed anew after a return home: it counts as two started placements. */
export const replacedEvery = 25;

/** One supported child in so many gets a second measure. */
export const secondMeasureEvery = 7;

/**
 * How long placements last is not published; these shares (a choice) give runs of about four months, one and a half, five and ten years. Where
 * they run on, stock ÷ flow is the length.
 */
const placement: Kind = {
  name: 'placement',
  groups: [
    { name: 'brief', ofStock: 0.012, ofFlow: 0.15 },
    { name: 'short', ofStock: 0.12, ofFlow: 0.35 },
    { name: 'middle', ofStock: 0.378, ofFlow: 0.3 },
    { name: 'long', ofStock: 0.49, ofFlow: 0.2 },
  ],
  stock: (targets) => targets.placed,
  flow: (targets) => targets.placementsStarted / (1 + 1 / replacedEvery),
  shortest: 60,
};

/** Early efforts (§ 30) are about a third of the measures that start; the rest lasts some ten months or near two years (a choice). */
const support: Kind = {
  name: 'support',
  groups: [
    { name: 'early', ofStock: 0.12, ofFlow: 0.32 },
    { name: 'ordinary', ofStock: 0.38, ofFlow: 0.43 },
    { name: 'lasting', ofStock: 0.5, ofFlow: 0.25 },
  ],
  stock: (targets) => targets.supported,
  flow: (targets) => targets.measuresStarted / (1 + 1 / secondMeasureEvery),
  shortest: 14,
};

export const kinds: readonly Kind[] = [placement, support];
