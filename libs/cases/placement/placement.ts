import type { LiveFact } from '../common/fact.js';
import type { Stored } from '../common/stored.js';
import type { Basis, Site } from '../common/parts.js';

export type StoredSite = Stored<Site>;
export type StoredBasis = Stored<Basis>;

/** The time a child spent at one site, offer or department. */
export interface SitePeriod {
  readonly fact: LiveFact;
  readonly from: string;
  /** Exclusive; '' = runs on. */
  readonly until: string;
  /** As it was told when the period began. */
  readonly site: StoredSite;
  /** The family's later types, each from its day on (R7). */
  readonly statuses: readonly { readonly from: string; readonly type: Pick<StoredSite, 'list' | 'type'> }[];
  /** How the period began: the placement's start, a move, or another offer or department of the same site (ANB-2.1d). */
  readonly began: 'start' | 'site' | 'offer' | 'department';
}

/** The time one legal basis held. */
export interface BasisPeriod {
  readonly fact: LiveFact;
  readonly from: string;
  readonly basis: StoredBasis;
}

export type PlacementEnd = {
  readonly date: string;
  readonly how: 'return-home' | 'end' | 'stay-ended' | 'handed-over' | 'lapsed' | 'died';
  readonly reason: string;
  readonly residenceAfter: string;
  readonly fact: LiveFact;
};

/** One placement (anbringelse), from its decision over its moves to its end; a re-placement is another one. */
export interface Placement {
  readonly decisions: readonly LiveFact<'placement-decided'>[];
  /** Planned start, until an actual one replaces it (R2). */
  readonly planned?: LiveFact<'placement-started'> | undefined;
  /** What set it going: an actual start, a duty taken over, a stay 18–22. */
  readonly start?:
    | LiveFact<'placement-started'>
    | LiveFact<'acting-duty-taken-over'>
    | LiveFact<'youth-stay-decided'>
    | undefined;
  /** Date of the start, actual or planned (R2); '' while only decided. */
  readonly startDate: string;
  readonly sites: readonly SitePeriod[];
  readonly bases: readonly BasisPeriod[];
  readonly causes: readonly string[];
  readonly end?: PlacementEnd | undefined;
  /** Every live fact that makes it up, in the order of the timeline. */
  readonly facts: readonly LiveFact[];
}

/**
 * Key of a placement: the smallest root ordinal among the facts of the case that make it up. A death is no fact of the case: it may end
 * placements of several.
 */
export function keyOf(facts: readonly LiveFact[]): string {
  let key = Infinity;
  for (const { family, rootOrdinal } of facts) if (family !== 'person' && rootOrdinal < key) key = rootOrdinal;
  return String(key);
}

/** The facts that tell the same thing of a placement: every start, planned and actual, is the one implementation (R2). */
export const toldWith = (fact: LiveFact, placement: Placement | undefined): readonly LiveFact[] =>
  placement && fact.type === 'placement-started' ? placement.facts.filter(({ type }) => type === fact.type) : [fact];

/** Key of what a fact gives to a placement: the smallest root ordinal of those told with it, and of a death, which several may share, the placement's key too. */
export const keyWithin = (fact: LiveFact, placement: Placement | undefined): string => {
  if (fact.family !== 'person') return keyOf(toldWith(fact, placement));
  return placement ? `${fact.rootOrdinal}:${keyOf(placement.facts)}` : String(fact.rootOrdinal);
};

/** A told end that a death went before (ANB-2.2.4a). */
export const isOvertaken = (fact: LiveFact, placement: Placement | undefined): boolean =>
  fact.type === 'placement-ceased' && placement?.end !== undefined && placement.end.fact !== fact;

/** What a fact changed of a placement: whether it began a period of a site, or of a basis. */
export const beganBy = (fact: LiveFact, placement: Placement | undefined): { site: boolean; basis: boolean } => ({
  site: placement?.sites.some((period) => period.fact === fact) ?? false,
  basis: placement?.bases.some((period) => period.fact === fact) ?? false,
});

/** The site a fact was told with; else the one in force on its day, with the type it had then (R7), or before the start the one chosen. */
export function siteAt(placement: Placement, fact: LiveFact): StoredSite | undefined {
  const began = placement.sites.find((period) => period.fact === fact);
  const told = began?.site ?? (fact.data as { site?: StoredSite }).site;
  if (told) return told;
  const inForce = placement.sites.findLast(({ from }) => from <= fact.date);
  return inForce ? siteWithin(inForce, fact.date) : (chosenSite(placement) ?? placement.sites[0]?.site);
}

/** The site decided on with the placement, or chosen for it. */
function chosenSite({ facts }: Placement): StoredSite | undefined {
  const choices = facts.filter(({ type }) => type === 'placement-decided' || type === 'site-chosen');
  return choices.map(({ data }) => (data as { site?: StoredSite }).site).findLast((site) => site !== undefined);
}

/** The site of a period with the type it had on a day; without a day, the newest. */
export function siteWithin({ site, statuses }: SitePeriod, day = '9999-12-31'): StoredSite {
  const status = statuses.findLast(({ from }) => from <= day);
  return status ? { ...site, ...status.type } : site;
}

/** The basis a fact was told with; else the one in force at the end of its day, or before any the first. */
export function basisAt({ bases }: Placement, fact: LiveFact): StoredBasis | undefined {
  const inForce = bases.find((period) => period.fact === fact) ?? bases.findLast(({ from }) => from <= fact.date);
  return (inForce ?? bases[0])?.basis;
}
