import { codeList } from '../lists/code-lists.js';
import { domainData } from './domain-data.js';

/**
 * Whether a type of site is one of those that carry P-number and department UUID (ANB-2.2.6b, ANB-2.2.6c, ANB-2.2.6d, reading H3). The duty
 * also needs the offer to be one that must appear on Tilbudsportalen (R6). False for any list but the two of site types.
 */
export function siteTypeRequiresTilbudsportalen(list: string, code: string): boolean {
  const types = domainData().siteTypesOnTilbudsportalen[list];
  return Array.isArray(types) && types.includes(code);
}

/** Whether a measure is one of those that carry P-number and department UUID (IND-3.2.10b), by its code, never its provision. */
export const measureRequiresTilbudsportalen = (pgf: string): boolean =>
  codeList('supportMeasureTilbudsportalen').codes.some((entry) => (entry.pgf as string[] | undefined)?.includes(pgf));
