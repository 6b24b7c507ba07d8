import catalogue from './catalogue.json';
import readingsFile from './readings.json';
import { houseRules } from './house-rules.js';
import type { HouseRule, Reading, Rule } from './rule.js';

/** A statistic and the letters its rule ids begin with. */
export interface RuleStatistic {
  readonly id: string;
  readonly prefix: string;
  readonly en: string;
  readonly da: string;
}

const byId = new Map<string, Rule>(catalogue.rules.map((rule) => [rule.id, rule]));
const houseById = new Map<string, HouseRule>(houseRules.map((rule) => [rule.id, rule]));
const readingById = new Map<string, Reading>(readingsFile.map((reading) => [reading.id, reading]));

/** Every rule of the sources, in their order. */
export const rules = (): readonly Rule[] => catalogue.rules;

/** The statistics the rules belong to. */
export const ruleStatistics = (): readonly RuleStatistic[] => catalogue.statistics;

/** A rule of the sources; undefined for a house rule, a reading or an id that does not exist. */
export const ruleById = (id: string): Rule | undefined => byId.get(id);

/** A rule of ours, `SYS-…`. */
export const houseRuleById = (id: string): HouseRule | undefined => houseById.get(id);

/** Our readings. */
export const readings = (): readonly Reading[] => readingsFile;

/** A reading, `R…` or `H…`. */
export const readingOf = (id: string): Reading | undefined => readingById.get(id);
