import { isFact, type LiveFact } from '../common/fact.js';
import type { Case } from '../common/case.js';

/** What was appealed in a case, and with what effect. */
export interface Appeals {
  /** Root ids of every fact of the case: what an appeal may concern. */
  readonly known: ReadonlySet<string>;
  /** Root ids of decisions that a changed appeal left uneffected (SKE-X5). */
  readonly uneffected: ReadonlySet<string>;
}

/**
 * A decision changed or annulled on appeal is not reported when the appeal had suspensive effect or the decision was not
 * effected for other reasons (SKE-X5); where it had been effected both are reported (SKE-X4).
 */
export function foldAppeals(kase: Case): Appeals {
  const known = new Set(kase.facts.map((fact) => fact.root));
  const suspended = new Set<string>();
  const uneffected = new Set<string>();
  for (const fact of kase.facts)
    if (isFact(fact, 'appeal-lodged') && fact.data.suspensive) suspended.add(fact.data.decision);
  for (const fact of kase.facts) {
    if (!isFact(fact, 'appeal-decided') || !['changed', 'annulled'].includes(fact.data.outcome)) continue;
    if (fact.data.effected === false || (fact.data.effected === undefined && suspended.has(fact.data.decision)))
      uneffected.add(fact.data.decision);
  }
  return { known, uneffected };
}

/** Changes of site or basis that were never effected count for nothing; a decision on placement stays known, as a decision. */
export const isSuppressed = (appeals: Appeals, fact: LiveFact): boolean =>
  (fact.type === 'site-changed' || fact.type === 'legal-basis-changed') && appeals.uneffected.has(fact.root);
