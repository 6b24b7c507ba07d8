import type Database from 'better-sqlite3';
import type { Fact } from '#libs/cases';
import { isAboutIdentity, linksOf } from './links-of.js';

/** Units an event may move, by kind; a reporter's unit is its code. */
export interface Touched {
  readonly cases: ReadonlySet<number>;
  readonly children: ReadonlySet<number>;
  readonly reporter: string | undefined;
}

/**
 * Which facts belong together. Units are over-approximated and only ever grow: a link counts for good, even retracted, and folds
 * pick what is live. So routing may run ahead of projections without changing what they fold.
 */
export class Routing {
  readonly #sql: ReturnType<typeof statementsOf>;
  #cases = new Set<number>();
  #children = new Set<number>();

  constructor(readonly db: Database.Database) {
    this.#sql = statementsOf(db);
  }

  checkpoint(): number {
    return this.#sql.checkpoint.get() as number;
  }

  /** Adds events after the checkpoint, in order; runs within the caller's transaction. Those before it are only looked up. */
  add(fact: Fact): Touched {
    this.#cases = new Set();
    this.#children = new Set();
    if (fact.family === 'reporter') this.#sql.addReporter.run(fact.reporter);
    else if (fact.family === 'person') this.#addPersonFact(fact);
    else this.#addCaseFact(fact);
    for (const unit of this.#cases)
      for (const child of this.#sql.childrenOfUnit.all(unit) as number[]) this.#children.add(child);
    if (fact.ordinal > this.checkpoint()) this.#sql.advance.run(fact.ordinal);
    const reporter = fact.family === 'reporter' ? fact.reporter : undefined;
    return { cases: this.#cases, children: this.#children, reporter };
  }

  /** Ordinals of a case unit's facts up to one, in order. */
  factsOfCase(unit: number, upTo: number): number[] {
    return this.#sql.factsOfUnit.all(unit, upTo) as number[];
  }

  /** How many facts a unit has up to an ordinal: what was kept of one with as many is still whole, since units only grow. */
  count(kind: 'case' | 'child', unit: number, upTo: number): number {
    return (kind === 'case' ? this.#sql.countOfUnit : this.#sql.countOfChild).get(unit, upTo) as number;
  }

  /** Ordinals of the facts of every case of a child. */
  factsOfChild(child: number, upTo: number): number[] {
    return this.#sql.factsOfChild.all(child, upTo) as number[];
  }

  units(kind: 'case' | 'child' | 'reporter'): IterableIterator<number | string> {
    const { caseUnits, childUnits, reporterUnits } = this.#sql;
    return (kind === 'case' ? caseUnits : kind === 'child' ? childUnits : reporterUnits).iterate() as IterableIterator<
      number | string
    >;
  }

  #addCaseFact(fact: Fact): void {
    const { reporter, ordinal } = fact;
    const links = linksOf(fact);
    const unit = [fact.subject, ...links.cases]
      .map((key) => this.#unitOf(reporter, key, ordinal))
      .reduce((one, other) => this.#joinUnits(one, other));
    this.#sql.addFact.run(unit, ordinal);
    this.#cases.add(unit);
    for (const person of links.persons) this.#follow(unit, reporter, person);
    const child = this.#joinChildren(links.same, ordinal);
    if (child !== undefined) this.#sql.addChildUnit.run(child, unit);
    this.#tieSharedId(fact, unit);
  }

  /** One event id in two streams is a finding of the children of both, who are read together from then on. */
  #tieSharedId(fact: Fact, unit: number): void {
    this.#sql.addId.run(fact.id, fact.reporter, fact.subject);
    for (const other of this.#sql.unitsOfId.all(fact.id) as number[]) {
      const children = [...this.#sql.childrenOfUnit.all(unit), ...this.#sql.childrenOfUnit.all(other)] as number[];
      children.reduce((one, next) => this.#joinChild(one, next));
    }
  }

  #addPersonFact(fact: Fact): void {
    const { reporter, subject, ordinal } = fact;
    const { persons, same } = linksOf(fact);
    this.#sql.addPersonFact.run(reporter, subject, ordinal);
    for (const other of persons) {
      this.#tie(reporter, subject, other);
      if (isAboutIdentity(fact)) this.#tie(reporter, other, subject);
    }
    for (const unit of this.#sql.followers.all(reporter, subject) as number[]) {
      this.#sql.addFact.run(unit, ordinal);
      this.#cases.add(unit);
    }
    if (same.length > 1) this.#joinChildren(same, ordinal);
  }

  #unitOf(reporter: string, caseKey: string, ordinal: number): number {
    const known = this.#sql.unitOf.get(reporter, caseKey) as number | undefined;
    if (known !== undefined) return known;
    // The ordinal of its first event, doubled: the two cases of a link may both be new.
    let unit = ordinal * 2;
    if (this.#sql.isUnit.get(unit) !== undefined) unit++;
    this.#sql.addCase.run(reporter, caseKey, unit);
    return unit;
  }

  #joinUnits(one: number, other: number): number {
    if (one === other) return one;
    const [kept, gone] = [Math.min(one, other), Math.max(one, other)];
    const { moveFacts, dropFacts, moveFollowers, dropFollowers, moveCases, moveChildren, dropChildren } = this.#sql;
    moveFacts.run(kept, gone);
    dropFacts.run(gone);
    moveFollowers.run(kept, gone);
    dropFollowers.run(gone);
    moveCases.run(kept, gone);
    moveChildren.run(kept, gone);
    dropChildren.run(gone);
    return kept;
  }

  /** The unit takes in what is told of a person, and of whoever that names. */
  #follow(unit: number, reporter: string, person: string): void {
    if (this.#sql.addFollower.run(reporter, person, unit).changes === 0) return;
    this.#sql.addFactsOfPerson.run(unit, reporter, person);
    for (const other of this.#sql.others.all(reporter, person) as string[]) this.#follow(unit, reporter, other);
  }

  #tie(reporter: string, person: string, other: string): void {
    if (person === other || this.#sql.addEdge.run(reporter, person, other).changes === 0) return;
    for (const unit of this.#sql.followers.all(reporter, person) as number[]) {
      this.#follow(unit, reporter, other);
      this.#cases.add(unit);
    }
  }

  #joinChildren(persons: readonly string[], ordinal: number): number | undefined {
    let joined: number | undefined;
    for (const person of persons) {
      const known = (this.#sql.childOf.get(person) as number | undefined) ?? joined ?? ordinal;
      this.#sql.addChild.run(person, known);
      joined = joined === undefined ? known : this.#joinChild(joined, known);
    }
    return joined;
  }

  #joinChild(one: number, other: number): number {
    if (one === other) return one;
    const [kept, gone] = [Math.min(one, other), Math.max(one, other)];
    this.#sql.moveChild.run(kept, gone);
    this.#sql.moveChildUnits.run(kept, gone);
    this.#sql.dropChildUnits.run(gone);
    this.#children.add(kept);
    return kept;
  }
}

function statementsOf(db: Database.Database) {
  return {
    checkpoint: db.prepare('SELECT ordinal FROM checkpoint').pluck(),
    advance: db.prepare('UPDATE checkpoint SET ordinal = ?'),
    addId: db.prepare('INSERT OR IGNORE INTO fact_id VALUES (?, ?, ?)'),
    unitsOfId: db
      .prepare('SELECT DISTINCT unit FROM fact_id JOIN case_unit USING (reporter, case_key) WHERE id = ?')
      .pluck(),
    addReporter: db.prepare('INSERT OR IGNORE INTO reporter_unit VALUES (?)'),
    unitOf: db.prepare('SELECT unit FROM case_unit WHERE reporter = ? AND case_key = ?').pluck(),
    isUnit: db.prepare('SELECT 1 FROM case_unit WHERE unit = ? LIMIT 1').pluck(),
    addCase: db.prepare('INSERT INTO case_unit VALUES (?, ?, ?)'),
    addFact: db.prepare('INSERT OR IGNORE INTO unit_fact VALUES (?, ?)'),
    addPersonFact: db.prepare('INSERT OR IGNORE INTO person_fact VALUES (?, ?, ?)'),
    addFactsOfPerson: db.prepare(
      'INSERT OR IGNORE INTO unit_fact SELECT ?, ordinal FROM person_fact WHERE reporter = ? AND person = ?',
    ),
    addFollower: db.prepare('INSERT OR IGNORE INTO follower VALUES (?, ?, ?)'),
    followers: db.prepare('SELECT unit FROM follower WHERE reporter = ? AND person = ?').pluck(),
    addEdge: db.prepare('INSERT OR IGNORE INTO person_edge VALUES (?, ?, ?)'),
    others: db.prepare('SELECT other FROM person_edge WHERE reporter = ? AND person = ?').pluck(),
    moveFacts: db.prepare('INSERT OR IGNORE INTO unit_fact SELECT ?, ordinal FROM unit_fact WHERE unit = ?'),
    dropFacts: db.prepare('DELETE FROM unit_fact WHERE unit = ?'),
    moveFollowers: db.prepare('INSERT OR IGNORE INTO follower SELECT reporter, person, ? FROM follower WHERE unit = ?'),
    dropFollowers: db.prepare('DELETE FROM follower WHERE unit = ?'),
    moveCases: db.prepare('UPDATE case_unit SET unit = ? WHERE unit = ?'),
    moveChildren: db.prepare('INSERT OR IGNORE INTO child_unit SELECT child, ? FROM child_unit WHERE unit = ?'),
    dropChildren: db.prepare('DELETE FROM child_unit WHERE unit = ?'),
    childOf: db.prepare('SELECT child FROM child_of WHERE person = ?').pluck(),
    addChild: db.prepare('INSERT OR IGNORE INTO child_of VALUES (?, ?)'),
    moveChild: db.prepare('UPDATE child_of SET child = ? WHERE child = ?'),
    addChildUnit: db.prepare('INSERT OR IGNORE INTO child_unit VALUES (?, ?)'),
    moveChildUnits: db.prepare('INSERT OR IGNORE INTO child_unit SELECT ?, unit FROM child_unit WHERE child = ?'),
    dropChildUnits: db.prepare('DELETE FROM child_unit WHERE child = ?'),
    childrenOfUnit: db.prepare('SELECT child FROM child_unit WHERE unit = ?').pluck(),
    factsOfUnit: db.prepare('SELECT ordinal FROM unit_fact WHERE unit = ? AND ordinal <= ? ORDER BY ordinal').pluck(),
    factsOfChild: db
      .prepare(
        'SELECT DISTINCT ordinal FROM child_unit JOIN unit_fact USING (unit) WHERE child = ? AND ordinal <= ? ORDER BY ordinal',
      )
      .pluck(),
    countOfUnit: db.prepare('SELECT count(*) FROM unit_fact WHERE unit = ? AND ordinal <= ?').pluck(),
    countOfChild: db
      .prepare(
        'SELECT count(DISTINCT ordinal) FROM child_unit JOIN unit_fact USING (unit) WHERE child = ? AND ordinal <= ?',
      )
      .pluck(),
    caseUnits: db.prepare('SELECT DISTINCT unit FROM unit_fact ORDER BY unit').pluck(),
    childUnits: db.prepare('SELECT DISTINCT child FROM child_unit ORDER BY child').pluck(),
    reporterUnits: db.prepare('SELECT reporter FROM reporter_unit ORDER BY reporter').pluck(),
  };
}
