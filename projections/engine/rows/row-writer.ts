import type Database from 'better-sqlite3';
import type { Batch } from './row-batch.js';
import { addAbout, addThing, addVersion, addWhose, advance } from './row-sql.js';

/**
 * Appends batches to one file, each with its checkpoint in a transaction; one that failed is rolled back by closing the file. A fresh file is written in
 * one transaction: without a journal, a commit would only write pages that change again.
 */
export class RowWriter {
  readonly #sql: ReturnType<typeof statementsOf>;
  /** Numbers of late, by case and person: a case's rows share one. */
  readonly #whoseKnown = new Map<string, number>();
  #checkpoint: number;

  /** @param isFresh nothing is read while it is written: no index is there yet, and a thing that comes twice is a fault. */
  constructor(
    readonly db: Database.Database,
    private readonly isFresh: boolean,
  ) {
    this.#sql = statementsOf(db);
    this.#checkpoint = this.#sql.checkpoint.get() as number;
  }

  /**
   * Writes a batch that reaches up to an ordinal. Answers the number of each of its things.
   * @throws SqliteError when two units give one thing, in a file in use at one ordinal: a fault of the fold's keys.
   */
  write(batch: Batch, upTo: number): Float64Array {
    if (!this.isFresh || !this.db.inTransaction) this.db.exec('BEGIN IMMEDIATE');
    const things = this.#things(batch);
    this.#versions(batch, things, this.#whose(batch));
    if (!this.isFresh) this.#commit(upTo);
    return things;
  }

  /** Ends a fresh file: all of its rows are there. */
  finish(head: number): void {
    if (!this.db.inTransaction) this.db.exec('BEGIN IMMEDIATE');
    this.#commit(head);
  }

  #commit(upTo: number): void {
    if (this.#checkpoint < upTo) this.#sql.advance.run((this.#checkpoint = upTo));
    this.db.exec('COMMIT');
  }

  #things({ texts, things, about }: Batch): Float64Array {
    const numbers = new Float64Array(things.length / 4);
    const added = new Set<number>();
    for (let at = 0; at < numbers.length; at++) {
      const [known, kind, key] = [things[at * 4]!, texts[things[at * 4 + 1]!]!, texts[things[at * 4 + 2]!]!];
      const no = known || (things[at * 4 + 3] ? undefined : this.#find(kind, key));
      numbers[at] = no ?? this.#addThing(kind, key, () => added.add(at));
    }
    for (let at = 0; at < about.length; at += 2)
      if (added.has(about[at]!)) this.#sql.addAbout.run(texts[about[at + 1]!], numbers[about[at]!]);
    return numbers;
  }

  #find(kind: string, key: string): number | undefined {
    return this.#sql.thing.get(kind, key) as number | undefined;
  }

  /** Most things that a unit never gave are there for the first time, so that looking would be in vain. */
  #addThing(kind: string, key: string, added: () => void): number {
    try {
      const no = Number(this.#sql.addThing.run(null, kind, key).lastInsertRowid);
      added();
      return no;
    } catch (error) {
      const known = this.isFresh ? undefined : this.#find(kind, key);
      if (known === undefined) throw error;
      return known;
    }
  }

  #whose({ texts, whose }: Batch): Float64Array {
    const numbers = new Float64Array(whose.length / 2);
    for (let at = 0; at < numbers.length; at++)
      numbers[at] = this.#numberOfWhose(texts[whose[at * 2]!]!, texts[whose[at * 2 + 1]!]!);
    return numbers;
  }

  #numberOfWhose(caseKey: string, person: string): number {
    const add = (): number => Number(this.#sql.addWhose.run(null, caseKey, person).lastInsertRowid);
    if (this.isFresh) return add();
    const name = `${caseKey} ${person}`;
    const known = this.#whoseKnown.get(name);
    if (known !== undefined) return known;
    if (this.#whoseKnown.size >= mostKnown) this.#whoseKnown.clear();
    const no = (this.#sql.whose.get(caseKey, person) as number | undefined) ?? add();
    this.#whoseKnown.set(name, no);
    return no;
  }

  #versions({ texts, things, versions, bodies }: Batch, thingNo: Float64Array, whoseNo: Float64Array): void {
    const text = (place: number | undefined): string => texts[place!]!;
    for (let nth = 0; nth < bodies.length; nth++) {
      const [thing, at] = [versions[nth * 8]!, nth * 8];
      this.#sql.addVersion.run(
        thingNo[thing],
        versions[at + 1],
        versions[at + 2],
        text(things[thing * 4 + 1]),
        text(versions[at + 3]),
        whoseNo[versions[at + 4]!],
        text(versions[at + 5]),
        text(versions[at + 6]),
        versions[at + 7],
        bodies[nth],
      );
    }
  }
}

const statementsOf = (db: Database.Database) => ({
  addThing: db.prepare(addThing),
  thing: db.prepare('SELECT no FROM thing WHERE kind = ? AND key = ?').pluck(),
  addAbout: db.prepare(addAbout),
  addWhose: db.prepare(addWhose),
  whose: db.prepare('SELECT no FROM whose WHERE case_key = ? AND person = ? LIMIT 1').pluck(),
  addVersion: db.prepare(addVersion),
  advance: db.prepare(advance),
  checkpoint: db.prepare('SELECT ordinal FROM checkpoint').pluck(),
});

const mostKnown = 20_000;
