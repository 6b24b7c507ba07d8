import { addYears, dayBefore, endAgeOf, fallbackCauses, measureRequiresTilbudsportalen } from '#libs/reference';
import { isFact, type LiveFact } from '../common/fact.js';
import { isUnmapped } from '../common/unmapped.js';
import type { Case } from '../common/case.js';
import { information, warning, type Finding } from '../common/finding.js';
import { Latest } from '../common/latest.js';
import { isReportedChange, type Measure } from './measure.js';

/** The findings of a case's measures, beside those that the order of their facts shows. */
export function judgeMeasures(kase: Case, measures: readonly Measure[]): Finding[] {
  const known = kase.lasting.get('findings of measures', () => new Latest<Measure, readonly Finding[]>());
  return measures.flatMap((measure) => known.get(measure.id, measure, () => judgeMeasure(kase, measure)));
}

const judgeMeasure = (kase: Case, measure: Measure): Finding[] => [
  ...judgeNeverStarted(measure),
  ...judgeAgeLimit(kase, measure),
  ...measure.facts.flatMap((fact) => [...judgeOffer(fact, measure), ...judgeFact(kase, fact, measure)]),
  ...judgeMigration(measure),
];

/** What is said of a fact alone, judged once while the case only grows. */
function judgeFact(kase: Case, fact: LiveFact, measure: Measure): readonly Finding[] {
  const known = kase.lasting.get('findings of single facts of measures', () => new Map<LiveFact, readonly Finding[]>());
  let found = known.get(fact);
  if (!found) known.set(fact, (found = [...judgeCauses(fact, measure), ...judgeCodes(fact, measure)]));
  return found;
}

const about = (measure: Measure) => ({ measure: measure.id });

/** Granted and neither started nor closed: not reported, and waiting to be told (IND-3.2.9.4a, R3). */
function judgeNeverStarted(measure: Measure): Finding[] {
  return measure.granted && !measure.started && !measure.closed
    ? [information('IND-3.2.9.4a', [measure.granted], about(measure))]
    : [];
}

const ageRule = { 18: 'IND-3.2.1a', 19: 'R11', 23: 'IND-3.2.2a' } as const;
const dateRule = { 18: 'IND-3.2.1b', 19: 'R11', 23: 'IND-3.2.2b' } as const;

/**
 * Support ends at 18, youth support at 23, code 272 at 19; the end is the day before the birthday, proposed and never made up (R11): also
 * of a young person who stays where another municipality acts from 18 on (IND-3.2.7c). Whether the duty passes at 18 is told by who reports,
 * never assumed (IND-3.2.7d, IND-3.2.7f, IND-3.2.7g). An agreed end past the birthday is none; an end that
 * was reported as such is taken.
 */
function judgeAgeLimit(kase: Case, measure: Measure): Finding[] {
  const birth = kase.child ? kase.people.birthDate(kase.child) : undefined;
  if (!birth || !measure.started) return [];
  const age = endAgeOf(measure.pgf);
  const limit = measure.ceased?.data.ageLimit;
  if (limit && measure.endDate !== dayBefore(addYears(birth, Number(limit)))) {
    return [warning(dateRule[limit as unknown as keyof typeof dateRule], [measure.ceased!], about(measure))];
  }
  if (age === undefined || measure.ceased || measure.startDate >= addYears(birth, age)) return [];
  if (measure.endDate && measure.endDate < addYears(birth, age)) return [];
  return [
    warning(ageRule[age as keyof typeof ageRule], [measure.started], {
      ...about(measure),
      holdsFrom: addYears(birth, age),
    }),
  ];
}

/**
 * P-number and UUID, both (IND-3.2.10e), when the measure is one of those named and its offer must appear on Tilbudsportalen
 * (IND-3.2.10a, R6); of the new offer or department when it changed (IND-3.2.10c).
 */
function judgeOffer(fact: LiveFact, measure: Measure): Finding[] {
  if (isFact(fact, 'support-started')) {
    const { mustAppear, pgf } = fact.data;
    const missing = mustAppear && measureRequiresTilbudsportalen(pgf) && !hasDepartment(fact.data);
    return missing ? [warning('IND-3.2.10a', [fact], about(measure))] : [];
  }
  if (!isFact(fact, 'offer-changed') || !isReportedChange(measure, fact)) return [];
  const missing = measureRequiresTilbudsportalen(measure.pgf) && !hasDepartment(fact.data);
  return missing ? [warning('IND-3.2.10c', [fact], about(measure))] : [];
}

const hasDepartment = ({ pNumber, departmentId }: { pNumber?: string; departmentId?: string }): boolean =>
  pNumber !== undefined && departmentId !== undefined;

function judgeCauses(fact: LiveFact, measure: Measure): Finding[] {
  const causes = (fact.data as { causes?: readonly string[] }).causes ?? [];
  return causes.some((cause) => fallbackCauses().includes(cause))
    ? [warning('IND-3.2.9.2a', [fact], about(measure))]
    : [];
}

function judgeCodes(fact: LiveFact, measure: Measure): Finding[] {
  return isUnmapped(fact.type, fact.data) ? [information('SYS-code-unmapped', [fact], about(measure))] : [];
}

function judgeMigration(measure: Measure): Finding[] {
  const origin = measure.started?.data.origin;
  return origin && origin.kind !== 'live' && !origin.originalStart
    ? [warning('GEN-1.4e', [measure.started], about(measure))]
    : [];
}
