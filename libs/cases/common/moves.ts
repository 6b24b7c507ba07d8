import { endAgeOf } from '#libs/reference';
import type { Case } from './case.js';
import { error, warning, type Finding } from './finding.js';
import { groupBy } from './group-by.js';
import type { Measure } from '../support/measure.js';
import { readMeasures } from '../support/read-measures.js';

type Started = Measure & { readonly started: NonNullable<Measure['started']> };

interface Support {
  readonly kase: Case;
  readonly measure: Started;
}

type SameChild = (one: Case, other: Case) => boolean;

/**
 * A child that moves: its measures are ended where it came from and started anew where it came to (GEN-1.1.1d, GEN-1.1.1e); one that still
 * runs there when another municipality starts support is a finding, never ended by itself (R4). Support of a parent under § 75 follows the
 * parent (IND-3.2.6b), and an economic measure has no end.
 */
export function judgeMoves(cases: readonly Case[], sameChild: SameChild): Finding[] {
  const running = startedIn(cases).filter(
    ({ measure }) => !measure.started.data.section75 && endAgeOf(measure.pgf) !== undefined,
  );
  const byReporter = groupBy(running, ({ kase }) => kase.reporter);
  if (byReporter.size < 2) return [];
  for (const own of byReporter.values()) own.sort((one, other) => compare(one.measure, other.measure));
  return running
    .filter((old) =>
      [...byReporter].some(
        ([reporter, others]) => reporter !== old.kase.reporter && isFollowed(old, others, sameChild),
      ),
    )
    .map(({ measure }) => warning('GEN-1.1.1d', [measure.started], { measure: measure.id, national: true }));
}

const compare = (one: Measure, other: Measure): number =>
  one.startDate < other.startDate ? -1 : one.startDate > other.startDate ? 1 : 0;

/** @param others of another reporter, by their starts: those that begin while the old one runs lie side by side. */
function isFollowed(old: Support, others: readonly Support[], sameChild: SameChild): boolean {
  let [low, high] = [0, others.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (others[middle]!.measure.startDate > old.measure.startDate) high = middle;
    else low = middle + 1;
  }
  for (let next = others[low]; next && runsOn(old.measure, next.measure.startDate); next = others[++low])
    if (sameChild(old.kase, next.kase)) return true;
  return false;
}

/**
 * One measure told by the old case system and by the new one, in two cases that nothing joins: the same code and start, both running
 * (GEN-1.4d). Of joined cases the fold of measures finds it.
 */
export function judgeDuplicates(cases: readonly Case[], sameChild: SameChild): Finding[] {
  const told = groupBy(startedIn(cases), ({ kase, measure }) => `${kase.reporter} ${measure.startDate} ${measure.pgf}`);
  return [...told.values()].flatMap((alike) =>
    alike.flatMap((one, index) =>
      alike
        .slice(index + 1)
        .filter((other) => isToldTwice(one, other) && sameChild(one.kase, other.kase))
        .map((other) => error('GEN-1.4d', [one.measure.started, other.measure.started])),
    ),
  );
}

/** @param one of the same reporter, code and start as the other. */
function isToldTwice(one: Support, other: Support): boolean {
  const [first, second] = [one.measure, other.measure];
  return (
    one.kase !== other.kase &&
    first.started.system !== second.started.system &&
    runsOn(first, second.startDate) &&
    runsOn(second, first.startDate)
  );
}

const runsOn = ({ endDate }: Measure, day: string): boolean => endDate === '' || endDate > day;

const isStarted = (measure: Measure): measure is Started => measure.started !== undefined;

const startedIn = (cases: readonly Case[]): Support[] =>
  cases.flatMap((kase) =>
    readMeasures(kase)
      .measures.filter(isStarted)
      .map((measure) => ({ kase, measure })),
  );
