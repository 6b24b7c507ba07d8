import type { Fact } from '#libs/cases';
import { storiesOf, type SynthesisOptions } from '#libs/synthesis';
import { uuid } from '../../../libs/cases/testing/story.js';
import { factsOf } from '../../../libs/synthesis/testing/stored-facts.js';

/** Made-up cases as the log would give them, the stories of the children dealt out over one another: each in its own order. */
export function madeUpFacts(options: SynthesisOptions): Fact[] {
  const facts = factsOf(dealt([...storiesOf(options)].map(({ events }) => events)));
  const ids = new Set(facts.map(({ id }) => id));
  return facts.map((fact, index) => ({
    ...withUuids(fact, ids),
    ordinal: index + 1,
    recordedAt: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
  }));
}

/** A window of 40 stories moves over all; each gives its next event in turn. */
function dealt<T>(stories: readonly (readonly T[])[]): T[] {
  const dealt: T[] = [];
  const waiting = stories.map((story) => story[Symbol.iterator]());
  for (let open = waiting.splice(0, 40); open.length; ) {
    const [story] = open.splice(0, 1);
    const next = story!.next();
    if (next.done) open.push(...waiting.splice(0, 1));
    else {
      dealt.push(next.value);
      open.push(story!);
    }
  }
  return dealt;
}

/** The sender's own ids, in the event and where others name it, as UUIDs. */
const withUuids = (fact: Fact, ids: ReadonlySet<string>): Fact =>
  JSON.parse(JSON.stringify(fact), (_name, value: unknown) =>
    typeof value === 'string' && ids.has(value) ? uuid(value) : value,
  ) as Fact;
