import type { Case } from '../common/case.js';
import type { Finding } from '../common/finding.js';
import { foldMeasures, type Measure } from './measure.js';

const cache = new WeakMap<Case, { measures: readonly Measure[]; findings: readonly Finding[] }>();

/** Folds a case's measures once, however many projections ask. */
export function readMeasures(kase: Case): { measures: readonly Measure[]; findings: readonly Finding[] } {
  const known = cache.get(kase);
  if (known) return known;
  const reading = foldMeasures(kase);
  cache.set(kase, reading);
  return reading;
}
