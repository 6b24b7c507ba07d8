import type { Fact } from './fact.js';

/** Marks on a list of facts itself: what was read of it, and the list it grew from. */
const [cases, before] = [Symbol('cases'), Symbol('before')];

interface Marked {
  [cases]?: unknown;
  [before]?: readonly Fact[] | undefined;
}

/** The facts with one more, by ordinal the last: what was read of the list before may be gone on from. */
export function withFact(facts: readonly Fact[], fact: Fact): readonly Fact[] {
  const longer = [...facts, fact];
  (longer as unknown as Marked)[before] = facts;
  return longer;
}

/**
 * What is read of a list of facts, once. `grow` goes on from what was read of the list that this one grew from, where that is known and
 * gives the same; no list holds on to those before it.
 */
export function readOnce<T>(
  facts: readonly Fact[],
  read: (facts: readonly Fact[]) => T,
  grow: (before: T, fact: Fact) => T | undefined,
): T {
  const list = facts as unknown as Marked;
  if (list[cases] !== undefined) return list[cases] as T;
  const known = (list[before] as Marked | undefined)?.[cases] as T | undefined;
  const made = (known && grow(known, facts.at(-1)!)) ?? read(facts);
  list[cases] = made;
  list[before] = undefined;
  return made;
}
