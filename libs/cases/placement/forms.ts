import { ageOn, isForced, isVoluntary } from '#libs/reference';
import { isFact, type LiveFact } from '../common/fact.js';
import type { Case } from '../common/case.js';
import { warning, type Finding } from '../common/finding.js';
import { isSuppressed, type Appeals } from './appeals.js';
import { beganBy, isOvertaken, toldWith, type Placement } from './placement.js';

/** Which form and which of its events a fact is reported in. Form 1 has no numbered events: 0 = decision, 1 = taken over. */
export interface FormEvent {
  readonly form: 1 | 2 | 3;
  readonly event: number;
  readonly fact: LiveFact;
  /** Every fact that tells of it, planned and actual starts alike (R2). */
  readonly told: readonly LiveFact[];
}

/** A form (skema) of a case: the event that requires it, and those reported in the same one. */
export interface Form {
  readonly form: 1 | 2 | 3;
  /** Serial number (skemaløbenummer): the ordinal of the event that requires it; unique, never reused (SKE-7a, R27). */
  readonly serial: number;
  /** The fact that first required it, whose ordinal is the serial number. */
  readonly first: LiveFact;
  /** What the form is dated by: the first, in the timeline, of the events that require it. */
  readonly requiring: LiveFact;
  readonly events: readonly FormEvent[];
  readonly placement: Placement | undefined;
}

/** Forms 1 and 2 are for 0–17, form 3 for 18–22 (SKE-2a); an unborn child or one without a birth date is under 18. */
const isYouth = (kase: Case, day: string): boolean => {
  const birth = kase.child && kase.people.birthDate(kase.child);
  return birth !== undefined && birth !== '' && ageOn(birth, day) >= 18;
};

/**
 * Which form a fact is reported in (SKE-2b to SKE-2d); undefined for one that no form asks for, as whatever else happens from 18 on (SKE-X7).
 * The decision has a form of its own whether or not it is effected (SKE-X1), a move is form 2 event 1 (SKE-2l), a re-placement form 1 anew
 * (SKE-2n) or from 18 on form 3 event 3 (R24), a duty given up the end of the case here (R23); a running case may need both form 1 and
 * form 2, from 18 on form 3 alone (SKE-7h).
 */
export function formEventOf(kase: Case, fact: LiveFact, placement: Placement | undefined): FormEvent | undefined {
  const youth = isYouth(kase, fact.date);
  const told = toldWith(fact, placement);
  const event = (form: 1 | 2 | 3, number: number): FormEvent => ({ form, event: number, fact, told });
  const under18 = (number: number, from18: number | undefined): FormEvent | undefined =>
    youth ? (from18 === undefined ? undefined : event(3, from18)) : event(2, number);
  switch (fact.type) {
    case 'placement-decided':
      return youth ? event(3, 3) : event(1, 0);
    case 'acting-duty-taken-over':
      return youth ? event(3, 2) : event(1, 1);
    case 'placement-started':
      return youth ? undefined : startForm(fact as LiveFact<'placement-started'>, placement, event);
    case 'site-changed':
      return (fact as LiveFact<'site-changed'>).data.change === 'site' ? under18(1, 4) : undefined;
    case 'legal-basis-changed':
      return isForcedToVoluntary(fact, placement) && !youth ? event(2, 2) : undefined;
    case 'appeal-decided':
      return appealForm(fact as LiveFact<'appeal-decided'>, placement, under18);
    case 'placement-followed-up':
      return youth ? undefined : event(2, 3);
    case 'submitted-to-committee':
      return youth ? undefined : event(2, 4);
    case 'placement-ceased':
    case 'case-closed':
    case 'acting-duty-handed-over':
    case 'person-died':
      return under18(5, 5);
    case 'aftercare-decided':
      return event(2, 6);
    case 'youth-stay-decided':
      return youthForm(fact as LiveFact<'youth-stay-decided'>, event);
    default:
      return undefined;
  }
}

type MakeEvent = (form: 1 | 2 | 3, event: number) => FormEvent;

/** R20: in schema 1 if it was filled there, else schema 2 event 0; R2: a planned start gives way to a later plan and to the actual one. */
function startForm(
  fact: LiveFact<'placement-started'>,
  placement: Placement | undefined,
  event: MakeEvent,
): FormEvent | undefined {
  if (placement && (placement.start ?? placement.planned) !== fact) return undefined;
  return fact.data.reportedWithForm1 ? event(1, 0) : event(2, 0);
}

/** Event 2 is one-way: forced to voluntary (R22). */
function isForcedToVoluntary(fact: LiveFact, placement: Placement | undefined): boolean {
  const index = placement?.bases.findIndex((period) => period.fact === fact) ?? -1;
  const before = placement?.bases[index - 1]?.basis;
  const after = placement?.bases[index]?.basis;
  return before !== undefined && after !== undefined && isForced(before.consent) && isVoluntary(after.consent);
}

function appealForm(
  fact: LiveFact<'appeal-decided'>,
  placement: Placement | undefined,
  under18: (number: number, from18: number | undefined) => FormEvent | undefined,
): FormEvent | undefined {
  if (beganBy(fact, placement).site) return under18(1, 4);
  return isForcedToVoluntary(fact, placement) ? under18(2, undefined) : undefined;
}

function youthForm(fact: LiveFact<'youth-stay-decided'>, event: MakeEvent): FormEvent | undefined {
  if (fact.data.stay === 'continued') return event(3, 1);
  return fact.data.stay === 're-established' ? event(3, 3) : undefined;
}

const groupOf = (fact: LiveFact): string | undefined => (fact.data as { reportGroup?: string }).reportGroup;

interface FormReading {
  readonly forms: readonly Form[];
  readonly findings: readonly Finding[];
}

/**
 * The forms of a case, folded once however many ask. One form an event (R21), but events of one report group in one form (SKE-X3); a start filled in schema 1
 * joins its decision's form, and waits as a finding until that is there (SKE-2j).
 */
export const foldForms = (kase: Case, placements: readonly Placement[], appeals: Appeals): FormReading =>
  kase.sides.placement.get('forms', () => readForms(kase, placements, appeals));

function readForms(kase: Case, placements: readonly Placement[], appeals: Appeals): FormReading {
  const groups = new Map<string, { events: FormEvent[]; placement: Placement | undefined }>();
  const findings: Finding[] = [];
  for (const { fact, placement } of factsWithPlacement(kase, placements)) {
    if (isSuppressed(appeals, fact) || isOvertaken(fact, placement)) continue;
    const event = formEventOf(kase, fact, placement);
    if (!event) continue;
    const home = homeOf(event, placement);
    if (home === undefined) findings.push(warning('SKE-2j', [fact]));
    else add(groups, home, event, placement);
  }
  const forms = [...groups.values()].map(({ events, placement }) => {
    const requiring = requiringOf(events);
    const first = firstTold(requiring.flatMap(({ told }) => told));
    return {
      form: events[0]!.form,
      serial: first.rootOrdinal,
      first,
      requiring: requiring[0]!.fact,
      events,
      placement,
    };
  });
  return { forms: forms.sort((one, other) => one.serial - other.serial), findings };
}

const firstTold = (facts: readonly LiveFact[]): LiveFact =>
  facts.reduce((first, fact) => (fact.rootOrdinal < first.rootOrdinal ? fact : first));

/** The form the event goes into, named by what opens it; undefined while a start in schema 1 has no decision. */
function homeOf(event: FormEvent, placement: Placement | undefined): string | undefined {
  const { fact } = event;
  const named = (one: LiveFact): string => {
    const group = groupOf(one);
    return group ? `${event.form}:group:${group}` : `${event.form}:event:${one.root}`;
  };
  if (event.form !== 1 || !isFact(fact, 'placement-started')) return named(fact);
  const decision = placement?.decisions.at(-1);
  return decision && named(decision);
}

function add(
  groups: Map<string, { events: FormEvent[]; placement: Placement | undefined }>,
  home: string,
  event: FormEvent,
  placement: Placement | undefined,
): void {
  const group = groups.get(home);
  if (group) group.events.push(event);
  else groups.set(home, { events: [event], placement });
}

/** The start of a form 1 never gives it its number or its date: the decision requires it. */
function requiringOf(events: readonly FormEvent[]): readonly FormEvent[] {
  const requiring = events.filter((event) => event.form !== 1 || event.fact.type !== 'placement-started');
  return requiring.length ? requiring : events;
}

interface Placed {
  readonly fact: LiveFact;
  readonly placement: Placement | undefined;
}

/** The case's facts with the placement each belongs to; a death that ended a placement among them. Told off once however many ask. */
export const factsWithPlacement = (kase: Case, placements: readonly Placement[]): readonly Placed[] =>
  kase.sides.placement.get('facts with placement', () => {
    const home = new Map<LiveFact, Placement>();
    for (const placement of placements) for (const fact of placement.facts) home.set(fact, placement);
    const placed: Placed[] = [];
    for (const fact of kase.facts) if (fact.family === 'placement') placed.push({ fact, placement: home.get(fact) });
    for (const placement of placements)
      if (placement.end?.how === 'died') placed.push({ fact: placement.end.fact, placement });
    return placed;
  });
