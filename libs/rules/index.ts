export type { HouseRule, Reading, Rule, Sentence } from './rule.js';
export {
  houseRuleById,
  readingOf,
  readings,
  ruleById,
  rules,
  ruleStatistics,
  type RuleStatistic,
} from './catalogue.js';
export { houseRules } from './house-rules.js';
export { hasSentence, sentenceOf } from './sentences.js';
export { laterReason, notSoftwareReason } from './scopes.js';
export { checkRules } from './coverage/check-rules.js';
export { rulesTable } from './coverage/rules-table.js';
export { rulesCommand } from './coverage/rules-command.js';
