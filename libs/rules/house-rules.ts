import { houseFindings } from './house-findings.js';
import { houseLeftOut } from './house-left-out.js';
import { houseRefusals } from './house-refusals.js';
import type { HouseRule } from './rule.js';

/** Every rule of the house: those that find, those that refuse at intake, and those that leave a row out. */
export const houseRules: readonly HouseRule[] = [...houseFindings, ...houseRefusals, ...houseLeftOut];
