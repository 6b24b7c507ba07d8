import type { EventName, LiveFact } from './fact.js';
import { information, type Finding } from './finding.js';

/**
 * The order of facts within one day, where the sender gave no sequence: decision, site chosen, start, basis, site,
 * follow-up, cessation. Kept as data: the place in the list is the rank.
 */
const dayOrder: readonly EventName[] = [
  'case-continued-as',
  'placement-decided',
  'aftercare-decided',
  'support-granted',
  'site-chosen',
  'acting-duty-taken-over',
  'youth-stay-decided',
  'placement-started',
  'support-started',
  'appeal-lodged',
  'appeal-decided',
  'legal-basis-changed',
  'measure-code-changed',
  'period-changed',
  'site-changed',
  'offer-changed',
  'foster-family-status-changed',
  'placement-followed-up',
  'submitted-to-committee',
  'support-ceased',
  'support-closed-never-started',
  'placement-ceased',
  'acting-duty-handed-over',
  'case-closed',
];

const rank = new Map(dayOrder.map((type, index) => [type, index]));

/** The sender's place of a fact within its day. */
export const sequenceOf = (fact: LiveFact): number | undefined => (fact.data as { caseSequence?: number }).caseSequence;

/**
 * Orders the live facts of one case by valid date; within a day by the sender's sequence when all facts of that day carry one,
 * else by kind; last by event id. A tie that only the id decides is a finding (SYS-tie) where the two speak of one thing.
 * Every projection reads cases in this one order. Facts without a day come first.
 */
export function timeline(live: readonly LiveFact[]): { ordered: LiveFact[]; findings: Finding[] } {
  const sequenced = daysWithSequence(live);
  const compare = (one: LiveFact, other: LiveFact): number => {
    if (one.date !== other.date) return one.date < other.date ? -1 : 1;
    const bySequence = sequenced.has(one.date) ? sequenceOf(one)! - sequenceOf(other)! : 0;
    return bySequence || rankOf(one) - rankOf(other);
  };
  const ordered = [...live].sort((one, other) => compare(one, other) || (one.root < other.root ? -1 : 1));
  const findings: Finding[] = [];
  ordered.forEach((fact, index) => {
    const next = ordered[index + 1];
    if (next && next.date !== '' && compare(fact, next) === 0 && thingOf(fact) === thingOf(next)) {
      findings.push(information('SYS-tie', [fact, next]));
    }
  });
  return { ordered, findings };
}

const none: ReadonlySet<string> = new Set();

function daysWithSequence(live: readonly LiveFact[]): ReadonlySet<string> {
  if (!live.some((fact) => sequenceOf(fact) !== undefined)) return none;
  const days = new Map<string, boolean>();
  for (const fact of live) days.set(fact.date, (days.get(fact.date) ?? true) && sequenceOf(fact) !== undefined);
  return new Set([...days].filter(([, all]) => all).map(([day]) => day));
}

const rankOf = (fact: LiveFact): number => rank.get(fact.type) ?? dayOrder.length;

const thingOf = (fact: LiveFact): string => (fact.data as { measureId?: string }).measureId ?? fact.family;
