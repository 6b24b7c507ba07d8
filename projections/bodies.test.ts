import type { Fact } from '#libs/cases';
import { canonicalJson } from '#libs/event-log';
import { demoOptions } from '#libs/synthesis';
import { allProjections } from './index.js';
import { madeUpFacts } from './engine/testing/made-up-facts.js';

/** Facts as the log gives them: their content in the one form. */
const asStored = (fact: Fact): Fact => ({ ...fact, data: JSON.parse(canonicalJson(fact.data)) as Fact['data'] });

test('every body is made with its members in order, so that its text is written as it stands', () => {
  const facts = madeUpFacts({ ...demoOptions('2026-09-15'), municipalities: ['461'], scale: 0.03 }).map(asStored);
  const kinds = new Set<string>();
  for (const { unit, fold } of allProjections)
    for (const { kind, body } of fold({ kind: unit, facts })) {
      expect([kind, JSON.stringify(body)]).toEqual([kind, canonicalJson(body)]);
      kinds.add(kind);
    }
  expect(kinds.size).toBe(9);
});
