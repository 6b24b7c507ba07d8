import type { Case } from './common/case.js';
import type { Finding } from './common/finding.js';
import { foldForms } from './placement/forms.js';
import { judgePlacements } from './placement/judge-placements.js';
import { readPlacements } from './placement/read-placements.js';
import { judgeMeasures } from './support/judge-measures.js';
import { readMeasures } from './support/read-measures.js';

/** Every finding of one case, from every family; what crosses cases is judged by child. */
export function judgeCase(kase: Case): readonly Finding[] {
  const { placements, appeals, findings: ofPlacements } = readPlacements(kase);
  const { measures, findings: ofMeasures } = readMeasures(kase);
  return [
    ...kase.findings,
    ...ofPlacements,
    ...judgePlacements(kase, placements),
    ...foldForms(kase, placements, appeals).findings,
    ...ofMeasures,
    ...judgeMeasures(kase, measures),
  ];
}
