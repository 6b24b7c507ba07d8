import { addDays, addYears, fallbackCauses, siteTypeRequiresTilbudsportalen } from '#libs/reference';
import { isFact, type LiveFact } from '../common/fact.js';
import { isUnmapped } from '../common/unmapped.js';
import type { Case } from '../common/case.js';
import { information, warning, type Finding } from '../common/finding.js';
import type { Placement, StoredSite } from './placement.js';

/** The findings of a case's placements, beside those that the order of its facts shows. */
export function judgePlacements(kase: Case, placements: readonly Placement[]): Finding[] {
  return [...placements.flatMap((placement) => judgePlacement(kase, placement)), ...judgeFacts(kase)];
}

/** What is said of a fact alone, judged once while the case only grows. */
function judgeFacts(kase: Case): Finding[] {
  const known = kase.lasting.get('findings of single facts', () => new Map<LiveFact, readonly Finding[]>());
  const found: Finding[] = [];
  for (const fact of kase.facts) {
    if (fact.family !== 'placement') continue;
    let own = known.get(fact);
    if (!own) known.set(fact, (own = [...judgeSite(fact), ...judgeCauses(fact), ...judgeCodes(fact)]));
    if (own.length) found.push(...own);
  }
  return found;
}

function judgePlacement(kase: Case, placement: Placement): Finding[] {
  return [
    ...judgeDecision(placement),
    ...judgePlanned(placement),
    ...judgeEnd(kase, placement),
    ...judgeAges(kase, placement),
    ...judgeMigration(placement),
  ];
}

/** A placement begins with a decision, unless its duty was taken over or it is a stay 18–22 (ANB-2.1b). */
function judgeDecision(placement: Placement): Finding[] {
  const start = placement.start ?? placement.planned;
  if (!start || start.type !== 'placement-started' || placement.decisions.length) return [];
  return [warning('ANB-2.1b', [start])];
}

/** A planned start counts from its date, with a finding when that passes unconfirmed (R2, ANB-2.1c). */
function judgePlanned(placement: Placement): Finding[] {
  if (!placement.planned || placement.start) return [];
  return placement.end
    ? []
    : [warning('ANB-2.1c', [placement.planned], { holdsFrom: addDays(placement.planned.date, 1) })];
}

function judgeEnd(kase: Case, placement: Placement): Finding[] {
  const { end } = placement;
  if (!end || !isFact(end.fact, 'placement-ceased')) return [];
  const death = kase.people.death(kase.child);
  if (death && !death.beforeOrAtBirth && end.date >= death.date) {
    const findings: Finding[] = [];
    if (end.reason !== 'other') findings.push(warning('ANB-2.2.4a', [end.fact, death.fact]));
    if (end.residenceAfter !== '5') findings.push(warning('ANB-2.2.4b', [end.fact, death.fact]));
    return findings;
  }
  const birth = kase.people.birthDate(kase.child);
  const youth = birth !== undefined && end.date >= addYears(birth, 18);
  return youth && !end.residenceAfter ? [warning('SYS-residence-after', [end.fact])] : [];
}

/** A placement that runs past 18 needs a stay 18–22 (ANB-2.1i); none runs past 23. */
function judgeAges(kase: Case, placement: Placement): Finding[] {
  const birth = kase.people.birthDate(kase.child);
  if (!birth || placement.end || !placement.start) return [];
  const stays = placement.facts.some((fact) => isFact(fact, 'youth-stay-decided') && fact.data.stay !== 'decided');
  const adult = addYears(birth, 18);
  if (!stays && placement.start.date < adult) return [warning('ANB-2.1i', [placement.start], { holdsFrom: adult })];
  return [warning('SYS-stay-past-23', [placement.start], { holdsFrom: addYears(birth, 23) })];
}

/** The original start must survive a change of case system (GEN-1.4e). */
function judgeMigration(placement: Placement): Finding[] {
  const { start } = placement;
  const origin = start && (start.data as { origin?: { kind: string; originalStart?: string } }).origin;
  return origin && origin.kind !== 'live' && !origin.originalStart ? [warning('GEN-1.4e', [start])] : [];
}

/**
 * P-number and department UUID, both: always when the type qualifies and the offer must appear on Tilbudsportalen (ANB-2.2.6a, R6), in
 * running and new placements alike (ANB-2.2.6h), also of a site that an appeal put in place of the former; of the new offer or department
 * when that changed (ANB-2.2.6e).
 */
function judgeSite(fact: LiveFact): Finding[] {
  const { site: told, newSite } = fact.data as { site?: StoredSite; newSite?: StoredSite };
  const site = told ?? newSite;
  if (!site?.mustAppear || fact.type === 'placement-decided' || fact.type === 'site-chosen') return [];
  if (!siteTypeRequiresTilbudsportalen(site.list, site.type) || (site.pNumber && site.departmentId)) return [];
  const sameSite = isFact(fact, 'site-changed') && fact.data.change !== 'site';
  return [warning(sameSite ? 'ANB-2.2.6e' : 'ANB-2.2.6a', [fact])];
}

/** Unclear cases go to "Utilstrækkelig omsorg fra forældre"; "Andet" and "Uoplyst" give a warning (ANB-2.2.3.2a, R5). */
function judgeCauses(fact: LiveFact): Finding[] {
  const causes = (fact.data as { causes?: readonly string[] }).causes ?? [];
  return causes.some((cause) => fallbackCauses().includes(cause)) ? [warning('ANB-2.2.3.2a', [fact])] : [];
}

/** A code of a list that is not complete is kept as sent; the finding says that it is not known (SYS-code-unmapped). */
function judgeCodes(fact: LiveFact): Finding[] {
  return isUnmapped(fact.type, fact.data) ? [information('SYS-code-unmapped', [fact])] : [];
}
