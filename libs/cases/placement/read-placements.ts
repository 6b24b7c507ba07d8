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

/** Folds a case's placements once, however many projections ask, and not again for a fact that leaves them as they are. */
export const readPlacements = (kase: Case): PlacementReading =>
  kase.sides.placement.get('placements', () => {
    const appeals = foldAppeals(kase);
    return { appeals, ...foldPlacements(kase, appeals) };
  });
