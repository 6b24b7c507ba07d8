import type { Case } from '../common/case.js';
import type { Finding } from '../common/finding.js';
import { foldMeasures, type Measure } from './measure.js';

/** Folds a case's measures once, however many projections ask, and not again for a fact that leaves them as they are. */
export const readMeasures = (kase: Case): { measures: readonly Measure[]; findings: readonly Finding[] } =>
  kase.sides.support.get('measures', () => foldMeasures(kase));
