import { publishedOf, targetsOf, type Targets } from '../made/national-figures.js';
import { shareOf } from '../made/municipal-shares.js';
import { wantedOf, type SynthesisOptions } from '../options.js';
import { tellStories } from '../tell-stories.js';
import { countChild, type YearFigures } from './count-figures.js';

/** One made number beside the one it is held to. */
export interface ReportLine {
  readonly year: number;
  readonly figure: keyof Targets;
  readonly made: number;
  /** The national figure × the share of the municipalities asked for × the scale. */
  readonly target: number;
  /** made ÷ target. */
  readonly ratio: number;
  /** Whether the national figure of that year was published; if not, it is the nearest or between two published ones. */
  readonly published: boolean;
}

export interface SynthesisReport {
  readonly events: number;
  readonly children: number;
  readonly expectedFindings: number;
  readonly lines: readonly ReportLine[];
}

const figures = ['placed', 'placementsStarted', 'supported', 'measuresStarted'] as const;

/** Makes everything once, counts it off the events and sets it beside the published figures. A year that is not whole is left out. */
export function reportSynthesis(options: SynthesisOptions): SynthesisReport {
  const wanted = wantedOf(options);
  const years = new Map<number, YearFigures>();
  for (let year = wanted.from; year <= wanted.to; year++)
    years.set(year, { placed: 0, placementsStarted: 0, supported: 0, measuresStarted: 0 });
  let [events, children, expectedFindings] = [0, 0, 0];
  for (const story of tellStories(wanted)) {
    countChild(story.events, years);
    events += story.events.length;
    expectedFindings += story.expected.length;
    if (story.topic !== '') children += 1;
  }
  const share = wanted.scale * wanted.municipalities.map(shareOf).reduce((sum, { from, to }) => sum + to - from, 0);
  const whole = [...years].filter(([year]) => wanted.end >= `${year}-12-31`);
  const lines = whole.flatMap(([year, made]) => figures.map((figure) => lineOf(year, figure, made[figure], share)));
  return { events, children, expectedFindings, lines };
}

function lineOf(year: number, figure: keyof Targets, made: number, share: number): ReportLine {
  const target = Math.round(targetsOf(year)[figure] * share);
  return { year, figure, made, target, ratio: made / target, published: publishedOf(year, figure) !== undefined };
}

/** The report as a table for people. */
export function reportTable({ events, children, expectedFindings, lines }: SynthesisReport): string {
  const rows = lines.map(({ year, figure, made, target, ratio, published }) =>
    [year, figure.padEnd(18), pad(made), pad(target), ratio.toFixed(3).padStart(6), published ? '' : '(not published)']
      .join('  ')
      .trimEnd(),
  );
  return [
    `${events} events of ${children} children, ${expectedFindings} expected findings`,
    'year  figure                  made    target   ratio',
    ...rows,
  ].join('\n');
}

const pad = (number: number): string => String(number).padStart(8);
