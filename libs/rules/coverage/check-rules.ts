import { houseRuleById, readingOf, readings, ruleById, rules } from '../catalogue.js';
import { laterReason, notSoftwareReason, scopedIds } from '../scopes.js';
import { namedOf, stateOf, type Coverage, type Named } from './coverage.js';

/** Rules that must be kept, or listed with a reason: placements, support, the forms, and who reports. */
const mustStand = /^(?:ANB|IND|SKE)-|^GEN-1\.1/;

/**
 * What is wrong between rules, code and tests, one sentence each; [] when all is in order. Wrong is: an id that does not exist, a rule
 * or reading that the code names and no test does, one that must be kept and stands nowhere, one that is listed as not kept although a test
 * proves it.
 */
export function checkRules(coverage: Coverage): readonly string[] {
  return [
    ...[...coverage].filter(([id]) => !exists(id)).map(([id, named]) => `${id} does not exist: ${filesOf(named)}`),
    ...rules().flatMap(({ id }) => checkRule(id, coverage)),
    ...readings().flatMap(({ id }) => checkReading(id, coverage)),
    ...scopedIds()
      .filter((id) => isProvenWrong(id, coverage))
      .map(
        (id) =>
          `${id} is listed as ${notSoftwareReason(id) ? 'not software' : 'later'}, but tests name it: ${namedOf(id, coverage).tests.join(', ')}`,
      ),
  ];
}

/** Tests may cover a part of what comes later; all of it is kept only when the code says so too. What asks nothing has no test. */
const isProvenWrong = (id: string, coverage: Coverage): boolean =>
  notSoftwareReason(id) ? namedOf(id, coverage).tests.length > 0 : stateOf(id, coverage) === 'enforced';

const exists = (id: string): boolean => (ruleById(id) ?? houseRuleById(id) ?? readingOf(id)) !== undefined;

const filesOf = ({ code, tests, generator }: Named): string => [...code, ...tests, ...generator].join(', ');

function checkRule(id: string, coverage: Coverage): string[] {
  const state = stateOf(id, coverage);
  if (state === 'untested')
    return [`${id} is named in ${namedOf(id, coverage).code.join(', ')}, but no test has it in its title`];
  return state === 'missing' && mustStand.test(id) ? [`${id} is neither enforced nor listed with a reason`] : [];
}

function checkReading(id: string, coverage: Coverage): string[] {
  if (laterReason(id) || stateOf(id, coverage) === 'enforced') return [];
  return [
    namedOf(id, coverage).code.length
      ? `${id} is a reading that no test has in its title`
      : `${id} is a reading that no code names`,
  ];
}
