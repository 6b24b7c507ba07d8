import { endAgeOf } from '#libs/reference';
import type { Case } from './case.js';
import { error, warning, type Finding } from './finding.js';
import type { Measure } from '../support/measure.js';
import { readMeasures } from '../support/read-measures.js';

interface Support {
  readonly kase: Case;
  readonly measure: Measure & { readonly started: NonNullable<Measure['started']> };
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
  return running
    .filter((old) => running.some((next) => movedFrom(old, next) && sameChild(old.kase, next.kase)))
    .map(({ measure }) => warning('GEN-1.1.1d', [measure.started], { measure: measure.id, national: true }));
}

function movedFrom(old: Support, next: Support): boolean {
  if (old.kase.reporter === next.kase.reporter || old.measure.startDate >= next.measure.startDate) return false;
  return runsOn(old.measure, next.measure.startDate);
}

/**
 * One measure told by the old case system and by the new one, in two cases that nothing joins: the same code and start, both running
 * (GEN-1.4d). Of joined cases the fold of measures finds it.
 */
export function judgeDuplicates(cases: readonly Case[], sameChild: SameChild): Finding[] {
  const told = startedIn(cases);
  return told.flatMap((one, index) =>
    told
      .slice(index + 1)
      .filter((other) => isToldTwice(one, other) && sameChild(one.kase, other.kase))
      .map((other) => error('GEN-1.4d', [one.measure.started, other.measure.started])),
  );
}

function isToldTwice(one: Support, other: Support): boolean {
  const [first, second] = [one.measure, other.measure];
  return (
    one.kase !== other.kase &&
    one.kase.reporter === other.kase.reporter &&
    first.started.system !== second.started.system &&
    first.pgf === second.pgf &&
    first.startDate === second.startDate &&
    runsOn(first, second.startDate) &&
    runsOn(second, first.startDate)
  );
}

const runsOn = ({ endDate }: Measure, day: string): boolean => endDate === '' || endDate > day;

const startedIn = (cases: readonly Case[]): Support[] =>
  cases.flatMap((kase) =>
    readMeasures(kase).measures.flatMap((measure) =>
      measure.started ? [{ kase, measure: { ...measure, started: measure.started } }] : [],
    ),
  );
