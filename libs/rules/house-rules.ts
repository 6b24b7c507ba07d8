import { houseFindings } from './house-findings.js';
import { houseRefusals } from './house-refusals.js';
import type { HouseRule } from './rule.js';

/** Every rule of the house: those that find, and those that refuse at intake. */
export const houseRules: readonly HouseRule[] = [...houseFindings, ...houseRefusals];
