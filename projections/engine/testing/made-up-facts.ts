import type { Fact } from '#libs/cases';
import { storiesOf, type SynthesisOptions } from '#libs/synthesis';
import { uuid } from '../../../libs/cases/testing/story.js';
import { factsOf } from '../../../libs/synthesis/testing/stored-facts.js';

/** Made-up cases as the log would give them, by the day they are told on: the stories lie interleaved. */
export function madeUpFacts(options: SynthesisOptions): Fact[] {
  const told = [...storiesOf(options)].flatMap(({ events }) => events);
  const dayOf = ({ time }: { time?: string }): string => time ?? '';
  const facts = factsOf(told.sort((one, other) => (dayOf(one) < dayOf(other) ? -1 : 1)));
  const ids = new Set(facts.map(({ id }) => id));
  return facts.map((fact, index) => ({
    ...withUuids(fact, ids),
    ordinal: index + 1,
    recordedAt: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
  }));
}

/** The sender's own ids, in the event and where others name it, as UUIDs. */
const withUuids = (fact: Fact, ids: ReadonlySet<string>): Fact =>
  JSON.parse(JSON.stringify(fact), (_name, value: unknown) =>
    typeof value === 'string' && ids.has(value) ? uuid(value) : value,
  ) as Fact;
