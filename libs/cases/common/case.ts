import { isFact, parseStream, type Fact, type LiveFact } from './fact.js';
import type { UnitInput } from './case-input.js';
import { error, warning, type Finding } from './finding.js';
import { groupBy } from './group-by.js';
import { readOnce } from './grown.js';
import { Once } from './once.js';
import { inForce, isChange, resolve } from './resolve.js';
import { sequenceOf, timeline } from './timeline.js';
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
  /** What is made of all that a family reads of the case: the same object from one event to the next while that is as it was. */
  readonly sides: Readonly<Record<Side, Once>>;
  /** Lasts from one event to the next while the case only grows, of one child. */
  readonly lasting: Once;
}

export type Side = 'placement' | 'support';

/**
 * The cases of a unit, in the order in which they were first told of. Read once a list of facts, since every projection asks, of the case
 * and of its child; of a list that grew by a fact, gone on from the cases before where that gives the same.
 */
export const casesOf = ({ facts }: UnitInput): readonly Case[] => readOnce(facts, foldCases, growCases);

/** What a case is read of. */
interface Told {
  readonly reporter: string;
  readonly keys: readonly string[];
  readonly events: readonly Fact[];
  /** Of every person of the unit. */
  readonly personEvents: readonly Fact[];
  readonly persons: ReturnType<typeof resolve>;
  readonly live: readonly LiveFact[];
  readonly findings: readonly Finding[];
  readonly people: People;
}

interface ReadCase extends Case {
  readonly told: Told;
  /** Every reference to a child that its facts name. */
  readonly named: readonly string[];
}

/**
 * The cases with one fact more that joins none, changes none, is changed by none, and says nothing new of who is who: what was resolved stands.
 * Undefined where the fact may do more.
 */
function growCases(cases: readonly Case[], fact: Fact): readonly Case[] | undefined {
  // What is told of persons before the first fact of a case makes none.
  if (fact.family === 'person' && cases.length === 0) return cases;
  if (isChange(fact) || (fact.family !== 'placement' && fact.family !== 'support')) return undefined;
  const kase = cases.find(({ reporter, caseKeys }) => reporter === fact.reporter && caseKeys.includes(fact.subject));
  if (!kase) return withCase(cases as readonly ReadCase[], fact);
  const told = (kase as ReadCase).told;
  if (told.events.some((event) => speaksOf(event, fact))) return undefined;
  const live = inForce(fact, undefined);
  if (!told.people.knows(live)) return undefined;
  const grown = readCase({ ...told, events: [...told.events, fact], live: [...told.live, live] }, kase as ReadCase);
  return cases.map((one) => (one === kase ? grown : one));
}

/** One case more, of a reporter that has told of others: after those, as it is told of last. What a first case is read of is not at hand. */
function withCase(cases: readonly ReadCase[], fact: Fact): readonly Case[] | undefined {
  const last = cases.findLastIndex(({ reporter }) => reporter === fact.reporter);
  if (last < 0) return undefined;
  const { reporter, personEvents, persons } = cases[last]!.told;
  return cases.toSpliced(last + 1, 0, foldCase(reporter, [fact.subject], [fact], personEvents, persons) as ReadCase);
}

const speaksOf = (event: Fact, { id }: Fact): boolean =>
  event.id === id || (isChange(event) && (event.data as { root?: string }).root === id);

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
  let identity: People | undefined;
  const { live, findings } = resolve(events, {
    sameCase: (one, other) => keys.includes(parseStream(one).subject) && keys.includes(parseStream(other).subject),
    samePerson: (one, other) => (identity ??= foldPeople(persons.live)).same(one, other),
  });
  const people = foldPeople([...persons.live, ...live]);
  return readCase({ reporter, keys, events, personEvents, persons, live, findings, people });
}

/** @param before the case without its last fact, which changed nothing else in what is told. */
function readCase(told: Told, before?: ReadCase): Case {
  const { reporter, keys, events, personEvents, persons, live, findings, people } = told;
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
  const grows = before?.child === child;
  const kase: ReadCase = {
    reporter,
    caseKey: events[0]?.subject ?? keys[0]!,
    caseKeys: keys,
    child,
    people,
    facts: ordered,
    events,
    personEvents:
      before && isSame(before.named, named)
        ? before.personEvents
        : personEvents.filter((fact) => named.some((one) => people.same(one, fact.subject))),
    findings: [...findings, ...ties, ...apart, ...personFindings(child, persons, personEvents, people, ordered)],
    sides:
      grows && !reorders(before, live.at(-1)!)
        ? sidesAfter(before, events.at(-1)!)
        : { placement: new Once(), support: new Once() },
    lasting: grows ? before.lasting : new Once(),
    told,
    named,
  };
  return kase;
}

/** A fact without a sequence takes it from all facts of its day, of either family (see timeline). */
const reorders = ({ facts }: Case, fact: LiveFact): boolean =>
  sequenceOf(fact) === undefined && facts.some((one) => one.date === fact.date && sequenceOf(one) !== undefined);

/** A fact of one family leaves the other as it was. A decision on appeal may concern a fact of either. */
function sidesAfter({ sides, facts }: Case, { family }: Fact): Case['sides'] {
  if (family === 'placement') return { ...sides, placement: new Once() };
  const appeals = facts.some(({ type }) => type === 'appeal-decided');
  return { placement: appeals ? new Once() : sides.placement, support: new Once() };
}

/** Pseudonym of the child a case fact is about. */
export const childOf = (fact: LiveFact): string => (fact.data as { person: { pseudonym: string } }).person.pseudonym;

function childrenOf(ordered: readonly LiveFact[]): string[] {
  const named: string[] = [];
  for (const fact of ordered)
    if (fact.type !== 'case-continued-as' && !named.includes(childOf(fact))) named.push(childOf(fact));
  return named;
}

const isSame = (ones: readonly string[], others: readonly string[]): boolean =>
  ones.length === others.length && ones.every((one, at) => one === others[at]);

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
  const found = persons.findings.length ? changesWaiting(child, persons.findings, personEvents, people, facts) : [];
  const first = facts.find((fact) => fact.family === 'placement' || fact.family === 'support');
  if (!first || people.kind(child) === 'unborn') return found;
  if (!people.birthDate(child) || !people.sex(child)) return [...found, warning('SKE-2f', [first])];
  return found;
}

function changesWaiting(
  child: string,
  findings: readonly Finding[],
  personEvents: readonly Fact[],
  people: People,
  facts: readonly LiveFact[],
): Finding[] {
  const mine = new Set(facts.flatMap((fact) => personsIn(fact.data).map(({ pseudonym }) => pseudonym)));
  for (const { other } of people.related(child)) if (other) mine.add(other);
  const concerns = (subject: string): boolean => [...mine].some((one) => people.same(one, subject));
  const about = new Map(personEvents.map((event) => [event.id, event.subject]));
  return findings.filter(({ roots }) => concerns(about.get(roots[0]!) ?? ''));
}
