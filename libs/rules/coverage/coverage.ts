import { laterReason, notSoftwareReason } from '../scopes.js';
import { idsIn, idsInTitles } from './named-ids.js';
import type { Source } from './read-sources.js';

/** Where an id stands, as paths. */
export interface Named {
  /** Code that names it: as a literal, in a comment or in a decorator. */
  readonly code: readonly string[];
  /** Test files that have it in a title. */
  readonly tests: readonly string[];
  /** The generator, which only makes it up. */
  readonly generator: readonly string[];
}

/** Who names what, by id; an id that nobody names is absent. */
export type Coverage = ReadonlyMap<string, Named>;

/**
 * - `enforced`: the code names it and a test has it in its title.
 * - `not software`, `later`: listed, and not enforced.
 * - `untested`: the code names it, no test does.
 * - `missing`: nothing of these; a test alone keeps nothing.
 */
export type State = 'enforced' | 'not software' | 'later' | 'untested' | 'missing';

const nowhere: Named = { code: [], tests: [], generator: [] };

/** Reads off the sources who names which id. */
export function coverageOf(sources: readonly Source[]): Coverage {
  const coverage = new Map<string, Record<keyof Named, string[]>>();
  for (const { path, text } of sources) {
    const place = placeOf(path);
    for (const id of path.endsWith('.test.ts') ? idsInTitles(text) : idsIn(text)) {
      const named = coverage.get(id) ?? { code: [], tests: [], generator: [] };
      named[place].push(path);
      coverage.set(id, named);
    }
  }
  return coverage;
}

const placeOf = (path: string): keyof Named =>
  path.startsWith('libs/synthesis/') ? 'generator' : path.endsWith('.test.ts') ? 'tests' : 'code';

/** Where an id stands; nowhere when no source names it. */
export const namedOf = (id: string, coverage: Coverage): Named => coverage.get(id) ?? nowhere;

/** Whether the product keeps a rule or a reading, as far as code and tests show. */
export function stateOf(id: string, coverage: Coverage): State {
  const { code, tests } = namedOf(id, coverage);
  if (code.length && tests.length) return 'enforced';
  if (notSoftwareReason(id)) return 'not software';
  if (laterReason(id)) return 'later';
  return code.length ? 'untested' : 'missing';
}
