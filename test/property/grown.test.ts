import fc from 'fast-check';
import { casesOf, withFact, type Fact } from '#libs/cases';
import { allProjections } from '#projections';
import { demoOptions } from '#libs/synthesis';
import { groupBy } from '../../libs/cases/common/group-by.js';
import { madeUpFacts } from '../../projections/engine/testing/made-up-facts.js';
import { toldByTwo } from '../../projections/engine/testing/told-by-two.js';

/** What every projection gives of the facts, in its order. */
const rowsOf = (facts: readonly Fact[]): unknown =>
  allProjections
    .filter(({ unit }) => unit !== 'reporter')
    .map(({ name, unit, fold }) => [name, fold({ kind: unit, facts })]);

/** Grows a unit fact by fact, and compares after each with a unit read from the beginning; tells how often a case was gone on from. */
function compareGrown(facts: readonly Fact[]): number {
  let [grown, goneOn]: [readonly Fact[], number] = [[], 0];
  facts.forEach((fact, index) => {
    const before = casesOf({ kind: 'case', facts: grown });
    grown = withFact(grown, fact);
    expect(rowsOf(grown)).toStrictEqual(rowsOf(facts.slice(0, index + 1)));
    const lasting = new Set(before.map((kase) => kase.lasting));
    if (casesOf({ kind: 'case', facts: grown }).some((kase) => lasting.has(kase.lasting))) goneOn++;
  });
  return goneOn;
}

describe('a unit that grows fact by fact gives the rows of one read from the beginning, after every fact', () => {
  test('of any story of two municipalities', () => {
    let goneOn = 0;
    fc.assert(
      fc.property(toldByTwo, (facts) => {
        goneOn += compareGrown(facts);
      }),
      { numRuns: 150 },
    );
    expect(goneOn).toBeGreaterThan(150);
  });

  test('of made-up cases', () => {
    const facts = madeUpFacts({ ...demoOptions('2026-09-15'), municipalities: ['461'], scale: 0.03 });
    const persons = groupBy(facts, ({ data }) => (data as { person?: { pseudonym: string } }).person?.pseudonym);
    const goneOn = [...persons.values()].map(compareGrown);
    expect(goneOn.filter((times) => times > 0).length).toBeGreaterThan(goneOn.length / 2);
  });
});
