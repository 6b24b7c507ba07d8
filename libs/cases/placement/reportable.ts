import { isForced, isVoluntary } from '#libs/reference';
import { isFact, type LiveFact } from '../common/fact.js';
import type { Case } from '../common/case.js';
import { isSuppressed, type Appeals } from './appeals.js';
import { factsWithPlacement } from './forms.js';
import {
  basisAt,
  beganBy,
  isOvertaken,
  keyWithin,
  siteAt,
  type Placement,
  type StoredBasis,
  type StoredSite,
} from './placement.js';

/** A row of the placement extract: one reportable event (ANB-2.1a to ANB-2.1i). */
export interface ReportableEvent {
  /** Smallest root ordinal of the facts behind it (the starts of a placement, planned and actual, are one implementation, R2); of a death also the placement. */
  readonly key: string;
  readonly fact: LiveFact;
  /** Statistics Denmark's event code (HAENDELSE); null where none fits, then the seed's own key stands (R22). */
  readonly haendelse: string | null;
  readonly eventKey: string;
  readonly date: string;
  /** Pseudonym whose number the row goes out on: the mother's before birth, the child's from implementation (ANB-2.2.1a, ANB-2.2.1c). */
  readonly identifier: string;
  readonly basis: StoredBasis | undefined;
  readonly site: StoredSite | undefined;
  readonly causes: readonly string[];
  readonly planned: boolean;
  readonly placement: Placement | undefined;
}

interface Kind {
  readonly haendelse: string | null;
  readonly eventKey: string;
}

/** The code of each reportable fact; undefined for what is never in the extract (follow-up, committee, appeals lodged). */
function kindOf(fact: LiveFact, placement: Placement | undefined): Kind | undefined {
  if (isFact(fact, 'placement-decided')) return { haendelse: '0.2', eventKey: 'placement-decided' };
  if (isFact(fact, 'placement-started')) return { haendelse: '0', eventKey: 'placement-implemented' };
  if (isFact(fact, 'site-changed')) return { haendelse: '1', eventKey: 'placement-site-changed' };
  if (isFact(fact, 'legal-basis-changed')) return basisKind(fact, placement);
  if (isFact(fact, 'placement-ceased') || isFact(fact, 'person-died'))
    return { haendelse: '5', eventKey: 'placement-ended' };
  if (isFact(fact, 'acting-duty-handed-over')) return { haendelse: '5.5', eventKey: 'acting-duty-given-up' };
  if (isFact(fact, 'acting-duty-taken-over')) return { haendelse: '7.5', eventKey: 'acting-duty-taken-over' };
  if (isFact(fact, 'aftercare-decided')) return { haendelse: '6', eventKey: 'youth-stay-maintained' };
  if (isFact(fact, 'youth-stay-decided')) {
    const codes = { decided: null, continued: '7.2', 're-established': '7' } as const;
    return { haendelse: codes[fact.data.stay], eventKey: 'youth-stay-maintained' };
  }
  if (isFact(fact, 'appeal-decided')) return appealKind(fact, placement);
  return undefined;
}

/** Code 2 is worded only for forced to voluntary. */
function basisKind(fact: LiveFact, placement: Placement | undefined): Kind {
  const index = placement?.bases.findIndex((period) => period.fact === fact) ?? -1;
  const before = placement?.bases[index - 1]?.basis.consent;
  const after = placement?.bases[index]?.basis.consent;
  const softened = before !== undefined && after !== undefined && isForced(before) && isVoluntary(after);
  return { haendelse: softened ? '2' : null, eventKey: 'legal-basis-changed' };
}

/** The decision that an appeal put in place of the appealed one is reported as what it is: a move or a change of basis (SKE-X4, ANB-2.1d). */
function appealKind(fact: LiveFact<'appeal-decided'>, placement: Placement | undefined): Kind | undefined {
  const began = beganBy(fact, placement);
  if (began.site) return { haendelse: '1', eventKey: 'placement-site-changed' };
  return began.basis ? basisKind(fact, placement) : undefined;
}

/** Every reportable event of a case's placements, in the order of the timeline; read once however many ask. */
export const reportableEvents = (
  kase: Case,
  placements: readonly Placement[],
  appeals: Appeals,
): readonly ReportableEvent[] => kase.sides.placement.get('reportable', () => readEvents(kase, placements, appeals));

function readEvents(kase: Case, placements: readonly Placement[], appeals: Appeals): ReportableEvent[] {
  const events: ReportableEvent[] = [];
  for (const { fact, placement } of factsWithPlacement(kase, placements)) {
    if (isSuppressed(appeals, fact) || isStray(fact, placement)) continue;
    if (isReplacedStart(fact, placement) || isSecondDecision(fact, placement) || isOvertaken(fact, placement)) continue;
    const kind = kindOf(fact, placement);
    if (kind) events.push(reportable(kase, fact, placement, kind));
  }
  return events;
}

/** Never two implementations (R2, ANB-2.2.2a): only the start in force of a placement counts. */
function isReplacedStart(fact: LiveFact, placement: Placement | undefined): boolean {
  return (
    fact.type === 'placement-started' && placement !== undefined && (placement.start ?? placement.planned) !== fact
  );
}

/** Nor two decisions on one: what is decided while it runs is a changed basis, reported as such (ANB-2.2.2b). */
function isSecondDecision(fact: LiveFact, placement: Placement | undefined): boolean {
  if (fact.type !== 'placement-decided' || !placement?.start || placement.decisions[0] === fact) return false;
  return placement.facts.indexOf(fact) > placement.facts.indexOf(placement.start);
}

/** A change or end that stands in no placement is a finding, not a row. */
const isStray = (fact: LiveFact, placement: Placement | undefined): boolean =>
  placement === undefined && fact.type !== 'aftercare-decided';

interface Told {
  readonly site?: StoredSite;
  /** Of a decision or a duty taken over: its own (ANB-2.2.3.1b). */
  readonly causes?: readonly string[];
}

function reportable(kase: Case, fact: LiveFact, placement: Placement | undefined, kind: Kind): ReportableEvent {
  const { site: told, causes = placement?.causes ?? [] } = fact.data as Told;
  return {
    haendelse: kind.haendelse,
    eventKey: kind.eventKey,
    key: keyWithin(fact, placement),
    fact,
    date: fact.date,
    identifier: identifierFor(kase, fact, placement),
    basis: placement && basisAt(placement, fact),
    site: placement ? siteAt(placement, fact) : told,
    causes,
    planned: isFact(fact, 'placement-started') && fact.data.implementation === 'planned',
    placement,
  };
}

/**
 * An unborn child's decision goes out on the mother's number (ANB-2.2.1a) and stays there; from the implementation on, when the
 * child is born and has a number, on the child's (ANB-2.2.1c). Some cases stay on the mother's whole ({@link staysOnMother}).
 */
function identifierFor(kase: Case, fact: LiveFact, placement: Placement | undefined): string {
  const { people, child } = kase;
  const named = fact.type === 'person-died' ? child : (fact.data as { person: { pseudonym: string } }).person.pseudonym;
  const mother = people.motherOf(named);
  if (!mother) return people.current(named);
  const own = people.current(named);
  const birth = people.bornOn(named) ?? people.birthDate(own);
  const decidedBefore = fact.type === 'placement-decided' && !(birth && fact.date >= birth);
  return own === named || decidedBefore || staysOnMother(kase, named, placement) ? people.current(mother) : own;
}

/** Death before or at birth (ANB-2.2.1b), and a duty handed over before birth (ANB-2.2.1d), leave the case on the mother's number. */
export function staysOnMother({ people }: Case, unborn: string, placement: Placement | undefined): boolean {
  if (people.death(unborn)?.beforeOrAtBirth) return true;
  const { end } = placement ?? {};
  return end?.how === 'handed-over' && end.date < (people.bornOn(unborn) ?? '9999-12-31');
}
