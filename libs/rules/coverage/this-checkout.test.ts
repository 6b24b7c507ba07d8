import { checkRules } from './check-rules.js';
import { coverageOf, namedOf } from './coverage.js';
import { readSources, rootAbove } from './read-sources.js';

const coverage = coverageOf(readSources(rootAbove(__dirname)));

describe('this checkout', () => {
  it('keeps every rule with a test, or lists it with its reason', () => {
    expect(checkRules(coverage)).toEqual([]);
  });

  it('is read: a rule is found in its code and its tests', () => {
    expect(namedOf('ANB-2.2.8b', coverage)).toMatchObject({
      code: expect.arrayContaining(['libs/cases/placement/events.ts']),
      tests: expect.arrayContaining(['libs/cases/placement/placement-events.test.ts']),
    });
  });
});
