import type { Case } from '../common/case.js';
import type { Finding } from '../common/finding.js';
import { foldAppeals, type Appeals } from './appeals.js';
import { foldPlacements } from './fold-placements.js';
import type { Placement } from './placement.js';

/** The placements of a case as every projection reads them. */
export interface PlacementReading {
  readonly appeals: Appeals;
  readonly placements: readonly Placement[];
  readonly findings: readonly Finding[];
}

const cache = new WeakMap<Case, PlacementReading>();

/** Folds a case's placements once, however many projections ask. */
export function readPlacements(kase: Case): PlacementReading {
  const known = cache.get(kase);
  if (known) return known;
  const appeals = foldAppeals(kase);
  const reading = { appeals, ...foldPlacements(kase, appeals) };
  cache.set(kase, reading);
  return reading;
}
