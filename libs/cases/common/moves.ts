import { endAgeOf } from '#libs/reference';
import type { Case } from './case.js';
import { warning, type Finding } from './finding.js';
import type { Measure } from '../support/measure.js';
import { readMeasures } from '../support/read-measures.js';

interface Support {
  readonly kase: Case;
  readonly measure: Measure;
}

/**
 * A child that moves: its measures are ended where it came from and started anew where it came to (GEN-1.1.1d, GEN-1.1.1e); one that still
 * runs there when another municipality starts support is a finding, never ended by itself (R4). Support of a parent under § 75 follows the
 * parent (IND-3.2.6b), and an economic measure has no end.
 */
export function judgeMoves(cases: readonly Case[], sameChild: (one: Case, other: Case) => boolean): Finding[] {
  const running = cases.flatMap((kase) => followingTheChild(kase).map((measure) => ({ kase, measure })));
  return running
    .filter((old) => running.some((next) => movedFrom(old, next) && sameChild(old.kase, next.kase)))
    .map(({ measure }) => warning('GEN-1.1.1d', [measure.started!], { measure: measure.id, national: true }));
}

const followingTheChild = (kase: Case): Measure[] =>
  readMeasures(kase).measures.filter(
    ({ started, pgf }) => started && !started.data.section75 && endAgeOf(pgf) !== undefined,
  );

function movedFrom(old: Support, next: Support): boolean {
  if (old.kase.reporter === next.kase.reporter || old.measure.startDate >= next.measure.startDate) return false;
  return old.measure.endDate === '' || old.measure.endDate > next.measure.startDate;
}
