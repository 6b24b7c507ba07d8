import type { Case } from './common/case.js';
import type { Finding } from './common/finding.js';
import { foldForms } from './placement/forms.js';
import { judgePlacements } from './placement/judge-placements.js';
import { readPlacements } from './placement/read-placements.js';
import { judgeMeasures } from './support/judge-measures.js';
import { readMeasures } from './support/read-measures.js';

/** Every finding of one case, from every family; what crosses cases is judged by child. */
export function judgeCase(kase: Case): readonly Finding[] {
  return [...kase.findings, ...placementFindings(kase), ...measureFindings(kase)];
}

const placementFindings = (kase: Case): readonly Finding[] =>
  kase.sides.placement.get('findings', () => {
    const { placements, appeals, findings } = readPlacements(kase);
    return [...findings, ...judgePlacements(kase, placements), ...foldForms(kase, placements, appeals).findings];
  });

const measureFindings = (kase: Case): readonly Finding[] =>
  kase.sides.support.get('findings', () => {
    const { measures, findings } = readMeasures(kase);
    return [...findings, ...judgeMeasures(kase, measures)];
  });
