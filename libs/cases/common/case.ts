import { isFact, parseStream, type Fact, type LiveFact } from './fact.js';
import type { UnitInput } from './case-input.js';
import { error, warning, type Finding } from './finding.js';
import { groupBy } from './group-by.js';
import { resolve } from './resolve.js';
import { timeline } from './timeline.js';
import { foldPeople, personsIn, type People } from '../person/people.js';

/** One case of one reporter, read off the live facts of its streams and of the persons it names. */
export interface Case {
  readonly reporter: string;
  /** Token of the case; of a case continued as another, that of the part that was told first. */
  readonly caseKey: string;
  /** Every token that ever stood for it. */
  readonly caseKeys: readonly string[];
  /** Pseudonym the case's child goes by now; '' while no live fact names one. */
  readonly child: string;
  readonly people: People;
  /** The case's own live facts in the order of the timeline. */
  readonly facts: readonly LiveFact[];
  /** Findings of resolution, timeline and identity; those of a family come from its own fold. */
  readonly findings: readonly Finding[];
  /** Every event of the case as it came, corrections and retractions among them, by ordinal. */
  readonly events: readonly Fact[];
  /** Every event about the child itself, by ordinal. */
  readonly personEvents: readonly Fact[];
}

const cache = new WeakMap<UnitInput['facts'], readonly Case[]>();

/**
 * The cases of a unit, in the order in which they were first told of. Cached per list of facts, since every projection asks, of the case
 * and of its child.
 */
export function casesOf({ facts }: UnitInput): readonly Case[] {
  const known = cache.get(facts);
  if (known) return known;
  const cases = foldCases(facts);
  cache.set(facts, cases);
  return cases;
}

function foldCases(facts: readonly Fact[]): readonly Case[] {
  const byReporter = groupBy(facts, (fact) => fact.reporter);
  return [...byReporter].flatMap(([reporter, own]) => casesOfReporter(reporter, own));
}

function casesOfReporter(reporter: string, facts: readonly Fact[]): Case[] {
  const personFacts = facts.filter((fact) => fact.family === 'person');
  const ofPersons = resolve(personFacts, {
    sameCase: () => true,
    samePerson: () => false,
  });
  const caseFacts = facts.filter((fact) => fact.family !== 'person' && fact.family !== 'reporter');
  const links = resolve(caseFacts.filter(aboutLinks), { sameCase: () => true, samePerson: () => true }).live;
  const groups = joinCases(caseFacts, links);
  const cases: Case[] = [];
  for (const keys of new Set(groups.values())) {
    const events = caseFacts.filter((fact) => keys.includes(fact.subject));
    cases.push(foldCase(reporter, keys, events, personFacts, ofPersons));
  }
  return cases;
}

const aboutLinks = (fact: Fact): boolean =>
  fact.type === 'case-continued-as' || (fact.data as { type?: string }).type === 'case-continued-as';

/** Case tokens joined by a live *continued as*; each token maps to its group. */
function joinCases(facts: readonly Fact[], links: readonly LiveFact[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const fact of facts) if (!groups.has(fact.subject)) groups.set(fact.subject, [fact.subject]);
  for (const link of links) {
    if (!isFact(link, 'case-continued-as')) continue;
    const old = groups.get(link.data.caseId) ?? [link.data.caseId];
    const next = groups.get(link.data.newCaseId) ?? [link.data.newCaseId];
    if (old === next) continue;
    const joined = [...old, ...next];
    for (const key of joined) groups.set(key, joined);
  }
  return groups;
}

function foldCase(
  reporter: string,
  keys: readonly string[],
  events: readonly Fact[],
  personEvents: readonly Fact[],
  persons: ReturnType<typeof resolve>,
): Case {
  const personLive = persons.live;
  const identity = foldPeople(personLive);
  const { live, findings } = resolve(events, {
    sameCase: (one, other) => keys.includes(parseStream(one).subject) && keys.includes(parseStream(other).subject),
    samePerson: identity.same,
  });
  const people = foldPeople([...personLive, ...live]);
  const { ordered, findings: ties } = timeline(live);
  const named = childrenOf(ordered);
  const child = named.length ? people.current(named.at(-1)!) : '';
  // One case a child (IND-3.2.4c, SKE-2e, R9).
  const strangers = named.filter((one) => !people.same(one, child));
  const apart = strangers.length
    ? [
        error(
          'SYS-two-children',
          ordered.filter((fact) => strangers.includes(childOf(fact))),
        ),
      ]
    : [];
  const caseKey = events[0]?.subject ?? keys[0]!;
  return {
    reporter,
    caseKey,
    caseKeys: keys,
    child,
    people,
    facts: ordered,
    events,
    personEvents: personEvents.filter((fact) => named.some((one) => people.same(one, fact.subject))),
    findings: [...findings, ...ties, ...apart, ...personFindings(child, persons, personEvents, people, ordered)],
  };
}

/** Pseudonym of the child a case fact is about. */
export const childOf = (fact: LiveFact): string => (fact.data as { person: { pseudonym: string } }).person.pseudonym;

function childrenOf(ordered: readonly LiveFact[]): string[] {
  return [...new Set(ordered.filter((fact) => fact.type !== 'case-continued-as').map(childOf))];
}

/**
 * Birth date and sex are statistical attributes of every case (SKE-2f). Changes that wait, of the facts of a person the case names or
 * its child is related to, are its findings; a unit may hold facts of others too.
 */
function personFindings(
  child: string,
  persons: ReturnType<typeof resolve>,
  personEvents: readonly Fact[],
  people: People,
  facts: readonly LiveFact[],
): Finding[] {
  if (!child) return [];
  const mine = new Set(facts.flatMap((fact) => [...personsIn(fact.data)].map(({ pseudonym }) => pseudonym)));
  for (const { other } of people.related(child)) if (other) mine.add(other);
  const concerns = (subject: string): boolean => [...mine].some((one) => people.same(one, subject));
  const about = new Map(personEvents.map((event) => [event.id, event.subject]));
  const found = persons.findings.filter(({ roots }) => concerns(about.get(roots[0]!) ?? ''));
  const first = facts.find((fact) => fact.family === 'placement' || fact.family === 'support');
  if (!first || people.kind(child) === 'unborn') return found;
  if (!people.birthDate(child) || !people.sex(child)) return [...found, warning('SKE-2f', [first])];
  return found;
}
