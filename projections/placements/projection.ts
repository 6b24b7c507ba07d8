import {
  keyOf,
  keyWithin,
  readPlacements,
  siteWithin,
  toldWith,
  type Case,
  type Placement,
  type Row,
} from '#libs/cases';
import type { Projection } from '#projections/engine';
import { caseRow, foldSide, orderOf } from '../case-row.js';

/** Placement spells and the periods at each site: what the stock on a day is counted from. */
export const placements: Projection = {
  name: 'placements',
  version: 1,
  unit: 'case',
  fold: foldSide('placement', 'rows of placements', (kase) =>
    readPlacements(kase).placements.flatMap((placement) => [
      spell(kase, placement),
      ...placement.sites.map((_, index) => sitePeriod(kase, placement, index)),
    ]),
  ),
};

/** One placement in its whole state. Only decided: no date. A planned start counts from its date (R2). */
function spell(kase: Case, placement: Placement): Row {
  const { decisions, start, planned, end, facts, bases, sites } = placement;
  return caseRow(kase, {
    kind: 'placement',
    key: keyOf(facts),
    date: placement.startDate,
    until: end?.date ?? '',
    order: orderOf(facts),
    body: {
      aliases: kase.people.aliases(kase.child),
      bases: bases.map(({ from, basis }) => ({ consent: basis.consent, from, provision: basis.provision })),
      causes: placement.causes,
      decisionDate: decisions.at(-1)?.date ?? '',
      end: end && { how: end.how, reason: end.reason, residenceAfter: end.residenceAfter },
      planned: start === undefined && planned !== undefined,
      roots: facts.map((fact) => fact.root),
      site: sites.length ? siteWithin(sites.at(-1)!) : undefined,
      sites: sites.length,
      start: (start ?? planned)?.root ?? '',
      startedBy: (start ?? planned)?.type ?? '',
    },
  });
}

function sitePeriod(kase: Case, placement: Placement, index: number): Row {
  const period = placement.sites[index]!;
  const { fact, from, until, began } = period;
  return caseRow(kase, {
    kind: 'site-period',
    key: keyWithin(fact, placement),
    date: from,
    until,
    order: orderOf(toldWith(fact, placement)),
    body: { began, placement: keyOf(placement.facts), root: fact.root, site: siteWithin(period) },
  });
}
