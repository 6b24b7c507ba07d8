import type Database from 'better-sqlite3';
import type { Fact } from '#libs/cases';
import { isAboutIdentity, linksOf } from './links-of.js';
import { statementsOf } from './statements.js';

/** Case units that an event belongs to. */
export interface Touched {
  readonly cases: ReadonlySet<number>;
  /** Units that took in older events, and those that are no more: what was folded of them does not stand. */
  readonly stale: ReadonlySet<number>;
}

/**
 * Which facts belong together. A case unit holds the facts of its cases and of the persons they name, and lies in one child unit. Units are
 * over-approximated and only ever grow: a link counts for good, even retracted, and folds pick what is live. So routing may run
 * ahead of projections without changing what they fold.
 */
export class Routing {
  readonly #sql: ReturnType<typeof statementsOf>;
  #checkpoint = 0;
  /** Numbers of the persons named of late. */
  readonly #persons = new Map<string, number>();
  #cases = new Set<number>();
  #stale = new Set<number>();

  constructor(readonly db: Database.Database) {
    this.#sql = statementsOf(db);
    this.reread();
  }

  /** The ordinal up to which every event is routed. */
  checkpoint(): number {
    return this.#checkpoint;
  }

  advance(ordinal: number): void {
    if (ordinal <= this.#checkpoint) return;
    this.#sql.advance.run(ordinal);
    this.#checkpoint = ordinal;
  }

  /** After a transaction that was rolled back. */
  reread(): void {
    this.#checkpoint = this.#sql.checkpoint.get() as number;
    this.#persons.clear();
  }

  /** Adds events in order; runs within the caller's transaction. Those that are there already are only looked up. */
  add(fact: Fact): Touched {
    this.#cases = new Set();
    this.#stale = new Set();
    if (fact.family === 'person') this.#addPersonFact(fact);
    else if (fact.family !== 'reporter') this.#addCaseFact(fact);
    return { cases: this.#cases, stale: this.#stale };
  }

  /** Ordinals of a case unit's facts up to one, in order. */
  factsOfCase(unit: number, upTo: number): number[] {
    return this.#sql.factsOfUnit.all(unit, upTo) as number[];
  }

  /** Case units of a child, in order. */
  casesOfChild(child: number): number[] {
    return this.#sql.unitsOfChild.all(child) as number[];
  }

  childrenOf(units: Iterable<number>): Set<number> {
    return new Set([...units].map((unit) => this.#sql.childOfUnit.get(unit) as number));
  }

  /** Children after one, in order, at most `limit`. */
  children(after: number, limit: number): number[] {
    return this.#sql.children.all(after, limit) as number[];
  }

  #addCaseFact(fact: Fact): void {
    const { reporter, ordinal } = fact;
    const links = linksOf(fact);
    const [no, own] = this.#numbersOf(reporter, fact.subject);
    let unit = own;
    for (const key of links.cases) unit = this.#joinUnits(unit, this.#numbersOf(reporter, key)[1]);
    this.#sql.addFact.run(unit, ordinal);
    this.#cases.add(unit);
    for (const person of links.persons) this.#follow(unit, reporter, this.#personNo(person));
    this.#joinChildren(links.same, ordinal, unit);
    this.#tieSharedId(fact.id, no);
  }

  /** One event id in two streams is a finding of the children of both, who are read together from then on. */
  #tieSharedId(id: string, no: number): void {
    const mark = markOf(id);
    if (this.#sql.addId.run(mark, no).changes === 0 || this.#sql.isShared.get(mark, no) === undefined) return;
    const sharing = this.#sql.childrenOfId.all(mark) as number[];
    if (sharing.length > 1) sharing.reduce((one, other) => this.#joinChild(one, other));
  }

  #addPersonFact(fact: Fact): void {
    const { reporter, ordinal } = fact;
    const { persons, same } = linksOf(fact);
    const subject = this.#personNo(fact.subject);
    this.#sql.addPersonFact.run(subject, reporter, ordinal);
    for (const other of persons.map((person) => this.#personNo(person))) {
      this.#tie(reporter, subject, other);
      if (isAboutIdentity(fact)) this.#tie(reporter, other, subject);
    }
    for (const unit of this.#sql.followers.all(subject, reporter) as number[]) {
      this.#sql.addFact.run(unit, ordinal);
      this.#cases.add(unit);
    }
    if (same.length > 1) this.#joinChildren(same, ordinal);
  }

  /** The number of a case, and its unit's. */
  #numbersOf(reporter: string, caseKey: string): [no: number, unit: number] {
    const known = this.#sql.numbersOf.get(reporter, caseKey) as [number, number] | undefined;
    if (known !== undefined) return known;
    const no = (this.#sql.lastCase.get() as number) + 1;
    this.#sql.addCase.run(no, reporter, caseKey, no);
    return [no, no];
  }

  #personNo(pseudonym: string): number {
    let no = this.#persons.get(pseudonym);
    if (no !== undefined) return no;
    if (this.#persons.size >= mostKnown) this.#persons.clear();
    no = this.#sql.personNo.get(pseudonym) as number | undefined;
    no ??= Number(this.#sql.addPerson.run(pseudonym).lastInsertRowid);
    this.#persons.set(pseudonym, no);
    return no;
  }

  #joinUnits(one: number, other: number): number {
    if (one === other) return one;
    const [kept, gone] = [Math.min(one, other), Math.max(one, other)];
    const { moveFacts, dropFacts, moveFollowers, dropFollowers, moveCases, childOfUnit, moveChildUnit, dropChildUnit } =
      this.#sql;
    moveFacts.run(kept, gone);
    dropFacts.run(gone);
    moveFollowers.run(kept, gone);
    dropFollowers.run(gone);
    moveCases.run(kept, gone);
    const [mine, theirs] = [kept, gone].map((unit) => childOfUnit.get(unit) as number | undefined);
    if (theirs !== undefined) {
      if (mine === undefined) moveChildUnit.run(kept, theirs);
      else this.#joinChild(mine, theirs);
      dropChildUnit.run(gone);
    }
    this.#stale.add(kept).add(gone);
    return kept;
  }

  /** The unit takes in what is told of a person, and of whoever that names. */
  #follow(unit: number, reporter: string, person: number): void {
    if (this.#sql.addFollower.run(person, reporter, unit).changes === 0) return;
    if (this.#sql.addFactsOfPerson.run(unit, person, reporter).changes > 0) this.#stale.add(unit);
    for (const other of this.#sql.others.all(person, reporter) as number[]) this.#follow(unit, reporter, other);
  }

  #tie(reporter: string, person: number, other: number): void {
    if (person === other || this.#sql.addEdge.run(person, reporter, other).changes === 0) return;
    for (const unit of this.#sql.followers.all(person, reporter) as number[]) this.#follow(unit, reporter, other);
  }

  /** The persons, and the child of the unit that names them, are read together. */
  #joinChildren(persons: readonly string[], ordinal: number, unit?: number): void {
    const ofUnit = unit === undefined ? undefined : (this.#sql.childOfUnit.get(unit) as number | undefined);
    let child = ofUnit;
    for (const person of persons.map((pseudonym) => this.#personNo(pseudonym))) {
      const known = this.#sql.childOf.get(person) as number | undefined;
      if (known === undefined) this.#sql.addChild.run(person, (child ??= ordinal));
      else child = child === undefined ? known : this.#joinChild(child, known);
    }
    if (unit !== undefined && ofUnit === undefined) this.#sql.addChildUnit.run(unit, child ?? ordinal);
  }

  #joinChild(one: number, other: number): number {
    if (one === other) return one;
    const [kept, gone] = [Math.min(one, other), Math.max(one, other)];
    this.#sql.moveChild.run(kept, gone);
    this.#sql.moveChildUnits.run(kept, gone);
    return kept;
  }
}

/** Persons whose numbers are remembered: those of the events at hand, mostly. */
const mostKnown = 10_000;

/** 48 bits of an event id: two that share them by chance are only read together. */
const markOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
