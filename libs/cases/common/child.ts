import type { Fact, LiveFact } from './fact.js';
import type { UnitInput } from './case-input.js';
import { casesOf, type Case } from './case.js';
import { error, warning, type Finding } from './finding.js';
import { groupBy } from './group-by.js';
import { readPlacements } from '../placement/read-placements.js';
import type { Placement } from '../placement/placement.js';
import { judgeDuplicates, judgeMoves } from './moves.js';

interface Duty {
  readonly kase: Case;
  readonly placement: Placement;
}

/**
 * What crosses the cases and reporters of one child: hand-over and take-over that must find each other (ANB-2.1g, ANB-2.1h), two
 * placements at one time, support that runs on where the child moved from (GEN-1.1.1d) or is told by two case systems (GEN-1.4d), one
 * event id in two streams. Nothing here moves a row of a reporter.
 */
export function judgeChild(input: UnitInput): Finding[] {
  const cases = casesOf(input);
  const duties = cases.flatMap((kase) => readPlacements(kase).placements.map((placement) => ({ kase, placement })));
  return [
    ...judgePairs(duties),
    ...(cases.length > 1 ? judgeSeveral(cases, duties) : []),
    ...judgeSharedIds(input.facts),
  ];
}

const judgeSeveral = (cases: readonly Case[], duties: readonly Duty[]): Finding[] => [
  ...judgeOverlaps(duties),
  ...judgeMoves(cases, sameChild),
  ...judgeDuplicates(cases, sameChild),
  ...judgeDifferences(cases),
];

/** A unit may hold more than one child (a link since retracted); two cases are of one child by what is live. */
const sameChild = (one: Case, other: Case): boolean =>
  one.child !== '' &&
  other.child !== '' &&
  (one.people.same(one.child, other.child) || other.people.same(one.child, other.child));

/**
 * A hand-over without a take-over by another municipality, and the reverse, wait for each other; a gap of days is allowed (R4). Each answers
 * one: a take-over the latest hand-over before it that is not taken.
 */
function judgePairs(duties: readonly Duty[]): Finding[] {
  const given = duties.filter(({ placement }) => placement.end?.how === 'handed-over');
  const taken = duties.filter(({ placement }) => placement.start?.type === 'acting-duty-taken-over');
  if (given.length + taken.length === 0) return [];
  const pairs = (out: Duty, into: Duty): boolean => {
    const to = (out.placement.end!.fact.data as { toMunicipality?: string }).toMunicipality;
    const from = (into.placement.start!.data as { fromMunicipality?: string }).fromMunicipality;
    if (out.kase.reporter === into.kase.reporter || !sameChild(out.kase, into.kase)) return false;
    if (to && to !== into.kase.reporter) return false;
    return (!from || from === out.kase.reporter) && into.placement.startDate >= out.placement.end!.date;
  };
  const waiting = new Set(byDay(given, ({ placement }) => placement.end!.fact));
  const alone = byDay(taken, ({ placement }) => placement.start!).filter((into) => {
    const out = [...waiting].findLast((one) => pairs(one, into));
    return !out || !waiting.delete(out);
  });
  return [
    ...[...waiting].map(({ placement }) => warning('ANB-2.1g', [placement.end!.fact], { national: true })),
    ...alone.map(({ placement }) => warning('ANB-2.1h', [placement.start!], { national: true })),
  ];
}

/** Whatever order they came in: by their day, those of one day by their ids. */
const byDay = (duties: readonly Duty[], factOf: (duty: Duty) => LiveFact): Duty[] =>
  [...duties].sort((one, other) => (sortKey(factOf(one)) < sortKey(factOf(other)) ? -1 : 1));

const sortKey = ({ date, root }: LiveFact): string => `${date} ${root}`;

/**
 * A child is at one site at a time: two running placements of different cases that share a day. By their starts, so that each is held only
 * against those that begin before it ends.
 */
function judgeOverlaps(duties: readonly Duty[]): Finding[] {
  const started = duties
    .filter(({ placement }) => placement.start)
    .sort(({ placement: one }, { placement: other }) => cmp(one.startDate, other.startDate));
  const findings: Finding[] = [];
  started.forEach((one, index) => {
    for (let at = index + 1; at < started.length; at++) {
      const other = started[at]!;
      if (isBefore(one.placement, other.placement)) break;
      if (one.kase === other.kase || !overlap(one.placement, other.placement) || !sameChild(one.kase, other.kase))
        continue;
      const national = one.kase.reporter !== other.kase.reporter;
      findings.push(error('SYS-overlap', [one.placement.start!, other.placement.start!], { national }));
    }
  });
  return findings;
}

const cmp = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const isBefore = (one: Placement, other: Placement): boolean =>
  one.end !== undefined && one.end.date <= other.startDate;

const overlap = (one: Placement, other: Placement): boolean => !isBefore(one, other) && !isBefore(other, one);

/** What two municipalities say of one child differs: birth date or sex (GEN-1.1.1c); for the national role only. */
function judgeDifferences(cases: readonly Case[]): Finding[] {
  const told = cases.filter((kase) => kase.child && kase.facts.length).map(sayingOf);
  // Cases of one reporter that say the same are held together against the others.
  const groups = [...groupBy(told, ({ kase, birthDate, sex }) => `${kase.reporter} ${birthDate} ${sex}`).values()];
  const findings: Finding[] = [];
  // Every pair: which case came first must not decide which of them is named.
  groups.forEach((ones, index) => {
    for (const others of groups.slice(index + 1))
      if (ones[0]!.kase.reporter !== others[0]!.kase.reporter && differs(ones[0]!, others[0]!))
        for (const { kase: one } of ones)
          for (const { kase: other } of others)
            if (sameChild(one, other))
              findings.push(warning('SYS-person-differs', [one.facts[0]!, other.facts[0]!], { national: true }));
  });
  return findings;
}

interface Saying {
  readonly kase: Case;
  readonly birthDate: string | undefined;
  readonly sex: string | undefined;
}

const sayingOf = (kase: Case): Saying => ({
  kase,
  birthDate: kase.people.birthDate(kase.child),
  sex: kase.people.sex(kase.child),
});

function differs(one: Saying, other: Saying): boolean {
  const unequal = (a: string | undefined, b: string | undefined): boolean =>
    a !== undefined && b !== undefined && a !== b;
  return unequal(one.birthDate, other.birthDate) || unequal(one.sex, other.sex);
}

/** One event id in two streams: accepted, and named (design: an id is claimed once in its stream). */
function judgeSharedIds(facts: readonly Fact[]): Finding[] {
  const streams = new Map<string, string>();
  const shared = new Set<string>();
  for (const { id, family, stream } of facts) {
    if (family === 'person') continue;
    if ((streams.get(id) ?? stream) !== stream) shared.add(id);
    streams.set(id, stream);
  }
  return [...shared].map((id) => error('SYS-id-in-two-streams', [id]));
}
