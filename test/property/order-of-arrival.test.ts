import fc from 'fast-check';
import type { Fact, UnitInput } from '#libs/cases';
import { allProjections } from '#projections';
import { randomStory, reordering } from '../../libs/cases/testing/random-story.js';
import type { Story } from '../../libs/cases/testing/story.js';
import { withoutKeys } from './without-keys.js';

/** What must not depend on the order of arrival: rows without ordinals, recorded times, keys and serial numbers. */
function tellingOf(facts: readonly Fact[]): string[] {
  return allProjections
    .filter((projection) => projection.unit !== 'reporter')
    .flatMap((projection) => {
      const input: UnitInput = { kind: projection.unit, facts };
      return projection.fold(input).map((row) => `${projection.name} ${JSON.stringify(withoutKeys(row))}`);
    })
    .sort();
}

describe('the order of arrival', () => {
  test('every order that keeps the changes of one root in order ends in the same timeline, rows and findings', () => {
    const stories = randomStory.chain((story) => reordering(story).map((order): [Story, number[]] => [story, order]));
    fc.assert(
      fc.property(stories, ([story, order]) => {
        expect(tellingOf(story.reordered(order).facts)).toEqual(tellingOf(story.facts));
      }),
      { numRuns: 3000 },
    );
  });
});
