import { readings, rules } from '../catalogue.js';
import { laterReason, notSoftwareReason } from '../scopes.js';
import { namedOf, stateOf, type Coverage } from './coverage.js';

/** Every rule and reading whose id begins so: state, statement, and where it stands or why it is not kept. */
export function listRules(prefix: string, coverage: Coverage): string {
  return [...rules(), ...readings()]
    .filter(({ id }) => id.startsWith(prefix))
    .map(({ id, text }) => [`${id}  ${stateOf(id, coverage)}`, `  ${text}`, ...standing(id, coverage)].join('\n'))
    .join('\n');
}

function standing(id: string, coverage: Coverage): string[] {
  const { code, tests } = namedOf(id, coverage);
  const reason = notSoftwareReason(id) ?? laterReason(id);
  return [
    ...(code.length ? [`  code: ${code.join(', ')}`] : []),
    ...(tests.length ? [`  tests: ${tests.join(', ')}`] : []),
    ...(reason && stateOf(id, coverage) !== 'enforced' ? [`  because: ${reason}`] : []),
  ];
}
