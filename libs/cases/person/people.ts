import { isFact, type LiveFact } from '../common/fact.js';
import type { StoredPerson } from '../common/stored.js';

export type Relation = 'mother' | 'father' | 'custody-holder' | 'guardian' | 'sibling';

export interface Related {
  readonly relation: Relation;
  /** Pseudonym; null when the relation is known to be unknown. */
  readonly other: string | null;
  /** '' = from the beginning. */
  readonly from: string;
  /** Its last day; '' = not ended. */
  readonly to: string;
  readonly root: string;
}

/** True while a relation held on some day from the one given on. */
export const heldSince = ({ to }: Related, day: string): boolean => to === '' || to >= day;

export interface Death {
  readonly date: string;
  readonly beforeOrAtBirth: boolean;
  readonly fact: LiveFact<'person-died'>;
}

/** Everything one reporter has said about who is who, read off its live facts. Any pseudonym of a person may be asked for. */
export interface People {
  /** The two pseudonyms name one person by a live birth, change of identifier or link. */
  readonly same: (one: string, other: string) => boolean;
  /** Every pseudonym of the person, this one among them. */
  readonly aliases: (pseudonym: string) => readonly string[];
  /** The identifier a row carries now: the newest by births and changes, for links the one linked to (IND-3.2.3b, R12). */
  readonly current: (pseudonym: string) => string;
  readonly birthDate: (pseudonym: string) => string | undefined;
  readonly sex: (pseudonym: string) => 'female' | 'male' | 'unknown' | undefined;
  readonly name: (pseudonym: string) => string | undefined;
  readonly kind: (pseudonym: string) => StoredPerson['kind'] | undefined;
  /** The number has more than 16 characters. */
  readonly isLong: (pseudonym: string) => boolean;
  /** The number has fewer than 10 characters. */
  readonly isShort: (pseudonym: string) => boolean;
  /** Of an unborn child: the mother's pseudonym. */
  readonly motherOf: (pseudonym: string) => string | undefined;
  /** The unborn pseudonym is known as born on this day. */
  readonly bornOn: (pseudonym: string) => string | undefined;
  readonly death: (pseudonym: string) => Death | undefined;
  readonly related: (pseudonym: string) => readonly Related[];
  /** Everything the fact says of who is who is known already, so that it changes no answer here. */
  readonly knows: (fact: LiveFact) => boolean;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly date: string;
  readonly root: string;
}

/** Folds person facts (and the persons named by case facts) into {@link People}; order of arrival does not matter. */
export function foldPeople(live: readonly LiveFact[]): People {
  const named = new Map<string, StoredPerson>();
  for (const fact of live) for (const person of personsIn(fact.data)) remember(named, person);
  const edges = live.flatMap(edgesOf).sort((one, other) => cmp(one.date, other.date) || cmp(one.root, other.root));
  const groups = group(edges);
  const aliases = (pseudonym: string): readonly string[] => groups.get(pseudonym) ?? [pseudonym];
  const first = <T>(pseudonym: string, read: (alias: string) => T | undefined): T | undefined => {
    if (edges.length === 0) return read(pseudonym);
    for (const alias of [current(pseudonym), ...aliases(pseudonym)]) {
      const value = read(alias);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const current = (pseudonym: string): string => follow(pseudonym, edges);
  const told = live.filter(({ family }) => family === 'person');
  const registered = byPerson(told, 'person-registered');
  const born = byPerson(told, 'person-born');
  const died = byPerson(told, 'person-died');
  const related = byPerson(told, 'person-related');
  return {
    current,
    aliases,
    same: (one, other) => one === other || aliases(one).includes(other),
    kind: (pseudonym) => named.get(pseudonym)?.kind,
    isLong: (pseudonym) => named.get(pseudonym)?.long === true,
    isShort: (pseudonym) => named.get(pseudonym)?.short === true,
    motherOf: (pseudonym) => named.get(pseudonym)?.mother?.pseudonym,
    bornOn: (pseudonym) => first(pseudonym, (alias) => born.get(alias)?.[0]?.data.birthDate),
    birthDate: (pseudonym) =>
      first(
        pseudonym,
        (alias) =>
          born.get(alias)?.[0]?.data.birthDate ??
          registered.get(alias)?.find((fact) => fact.data.birthDate)?.data.birthDate ??
          named.get(alias)?.birthDate,
      ),
    sex: (pseudonym) =>
      first(
        pseudonym,
        (alias) => registered.get(alias)?.find((fact) => fact.data.sex)?.data.sex ?? named.get(alias)?.sex,
      ),
    name: (pseudonym) => first(pseudonym, (alias) => registered.get(alias)?.find((fact) => fact.data.name)?.data.name),
    death: (pseudonym) => first(pseudonym, (alias) => deathOf(died.get(alias)?.[0])),
    related: (pseudonym) =>
      aliases(pseudonym)
        .flatMap((alias) => related.get(alias) ?? [])
        .map((fact) => ({
          relation: fact.data.relation,
          other: fact.data.other?.pseudonym ?? null,
          from: fact.data.from ?? '',
          to: fact.data.to ?? '',
          root: fact.root,
        }))
        .sort((one, other) => cmp(one.from, other.from) || cmp(one.root, other.root)),
    knows: (fact) =>
      fact.family !== 'person' &&
      edgesOf(fact).length === 0 &&
      personsIn(fact.data).every((person) => adds(named.get(person.pseudonym), person) === false),
  };
}

/** True when a person, as named once more, is not as it is known. */
function adds(known: StoredPerson | undefined, person: StoredPerson): boolean {
  if (!known) return true;
  for (const name in person) {
    const [told, held] = [person[name as keyof StoredPerson], known[name as keyof StoredPerson]];
    if (told !== held && JSON.stringify(told) !== JSON.stringify(held)) return true;
  }
  return false;
}

const cmp = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function deathOf(fact: LiveFact<'person-died'> | undefined): Death | undefined {
  return fact && { date: fact.data.deathDate, beforeOrAtBirth: fact.data.beforeOrAtBirth === true, fact };
}

function remember(named: Map<string, StoredPerson>, person: StoredPerson): void {
  const known = named.get(person.pseudonym);
  if (adds(known, person)) named.set(person.pseudonym, { ...known, ...person });
}

/** Every person an event's content names. */
export const personsIn = (content: object): readonly StoredPerson[] => collect(content, []);

function collect(value: object, into: StoredPerson[]): StoredPerson[] {
  if (typeof (value as StoredPerson).pseudonym === 'string') into.push(value as StoredPerson);
  for (const name in value) {
    const part = (value as Record<string, unknown>)[name];
    if (typeof part === 'object' && part !== null) collect(part, into);
  }
  return into;
}

function edgesOf(fact: LiveFact): Edge[] {
  const edge = (from: string, to: string): Edge[] => [{ from, to, date: fact.date, root: fact.root }];
  if (isFact(fact, 'person-born')) return edge(fact.data.person.pseudonym, fact.data.newIdentifier.pseudonym);
  if (isFact(fact, 'identifier-changed')) return edge(fact.data.person.pseudonym, fact.data.newIdentifier.pseudonym);
  if (isFact(fact, 'persons-linked')) return edge(fact.data.other.pseudonym, fact.data.person.pseudonym);
  if (
    isFact(fact, 'placement-started') &&
    fact.data.childIdentifier &&
    fact.data.person.pseudonym !== fact.data.childIdentifier.pseudonym
  ) {
    return edge(fact.data.person.pseudonym, fact.data.childIdentifier.pseudonym);
  }
  return [];
}

/** Where the newest edges lead to; of numbers that were changed back and forth, the one that the newest change names. */
function follow(pseudonym: string, edges: readonly Edge[]): string {
  if (edges.length === 0) return pseudonym;
  let at = pseudonym;
  const taken: Edge[] = [];
  for (;;) {
    const next = edges.findLast((edge) => edge.from === at);
    if (!next) return at;
    const round = taken.indexOf(next);
    if (round >= 0) return edges.findLast((edge) => taken.indexOf(edge) >= round)!.to;
    taken.push(next);
    at = next.to;
  }
}

/** Those that an edge joins to others. */
function group(edges: readonly Edge[]): Map<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const { from, to } of edges) {
    const merged = [...new Set([...(groups.get(from) ?? [from]), ...(groups.get(to) ?? [to])])];
    for (const one of merged) groups.set(one, merged);
  }
  return groups;
}

function byPerson<T extends 'person-registered' | 'person-born' | 'person-died' | 'person-related'>(
  live: readonly LiveFact[],
  type: T,
): Map<string, LiveFact<T>[]> {
  const facts = new Map<string, LiveFact<T>[]>();
  for (const fact of live) {
    if (!isFact(fact, type)) continue;
    const pseudonym = (fact.data as { person: StoredPerson }).person.pseudonym;
    facts.set(pseudonym, [...(facts.get(pseudonym) ?? []), fact]);
  }
  for (const list of facts.values()) list.sort((one, other) => cmp(other.date, one.date) || cmp(other.root, one.root));
  return facts;
}
