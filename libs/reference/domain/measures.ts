import { lookUp } from '../lists/code-lists.js';
import { domainData } from './domain-data.js';

/** An early preventive measure (barnets lov § 30): it needs an end date (IND-3.2.9.3a, R10). */
export const isSection30 = (pgf: string): boolean => domainData().section30.codes.includes(pgf);

/** The age at which a measure ends: 18, 23 for youth support, 19 for code 272 (R11). Undefined for an economic or unknown one. */
export function endAgeOf(pgf: string): 18 | 19 | 23 | undefined {
  const ages = domainData().endAges;
  if (ages.none.includes(pgf) || lookUp('supportMeasurePgf', pgf).state === 'unknown') return undefined;
  if (ages[23].includes(pgf)) return 23;
  return ages[19].includes(pgf) ? 19 : ages.otherwise;
}
