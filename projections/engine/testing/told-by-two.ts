import fc from 'fast-check';
import type { Fact } from '#libs/cases';
import { randomStory } from '../../../libs/cases/testing/random-story.js';
import { uuid } from '../../../libs/cases/testing/story.js';

/** Two municipalities tell of the same persons, each of cases of its own; their events lie mixed. */
export const toldByTwo: fc.Arbitrary<Fact[]> = fc
  .tuple(randomStory, randomStory, fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }))
  .map(([one, other, turns]) => mixed([...one.facts], other.facts.map(byTheOther), turns));

const others: Readonly<Record<string, string>> = { '751': '461', c_1: 'c_3', c_2: 'c_4', t_m: 't_o', t_n: 't_p' };

const isUuid = /^[0-9a-f]{8}-/;

/** The same told by another municipality: its own case and measure ids, and its own event ids. */
function byTheOther(fact: Fact): Fact {
  const told = JSON.parse(JSON.stringify(fact), (_name, value: unknown) => {
    if (typeof value !== 'string') return value;
    return isUuid.test(value) ? uuid(`other ${value}`) : (others[value] ?? value);
  }) as Fact;
  return { ...told, stream: `${told.family}-461-${told.subject}` };
}

function mixed(one: Fact[], other: Fact[], turns: readonly boolean[]): Fact[] {
  const facts: Fact[] = [];
  for (const turn of turns) {
    const next = (turn || !other.length ? one : other).shift() ?? other.shift();
    if (!next) break;
    facts.push({
      ...next,
      ordinal: facts.length + 1,
      recordedAt: new Date(Date.UTC(2026, 3, 1 + facts.length)).toISOString(),
    });
  }
  return facts;
}
