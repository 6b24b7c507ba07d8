import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Row } from '#libs/cases';
import { bodyText } from './body-text.js';
import { rootsOf } from './roots-of.js';
import { addAbout, addThing, addVersion, addWhose, advance } from './row-sql.js';
import type { Change } from './unit-rows.js';

/** Appends row versions; runs within the caller's transaction, as the checkpoint does. */
export class RowWriter {
  readonly #addThing: Database.Statement;
  readonly #thing: Database.Statement;
  readonly #addAbout: Database.Statement;
  readonly #addWhose: Database.Statement;
  readonly #whose: Database.Statement;
  readonly #add: Database.Statement;
  readonly #advance: Database.Statement;
  readonly #checkpointOf: Database.Statement;
  /** Numbers of late; a case's rows share one. */
  readonly #known = {
    things: new LRUCache<string, number>({ max: 50_000 }),
    whose: new LRUCache<string, number>({ max: 10_000 }),
  };
  #checkpoint: number;

  constructor(readonly db: Database.Database) {
    this.#addThing = db.prepare(addThing);
    this.#thing = db.prepare('SELECT no FROM thing WHERE kind = ? AND key = ?').pluck();
    this.#addAbout = db.prepare(addAbout);
    this.#addWhose = db.prepare(addWhose);
    this.#whose = db.prepare('SELECT no FROM whose WHERE case_key = ? AND person = ? LIMIT 1').pluck();
    this.#add = db.prepare(addVersion);
    this.#advance = db.prepare(advance);
    this.#checkpointOf = db.prepare('SELECT ordinal FROM checkpoint').pluck();
    this.#checkpoint = this.#checkpointOf.get() as number;
  }

  /** The ordinal up to which this file is written. */
  checkpoint(): number {
    return this.#checkpoint;
  }

  advance(ordinal: number): void {
    this.#advance.run(ordinal);
    this.#checkpoint = ordinal;
  }

  /** After a transaction that was rolled back. */
  reread(): void {
    this.#known.things.clear();
    this.#known.whose.clear();
    this.#checkpoint = this.#checkpointOf.get() as number;
  }

  /** One event's changes. @throws SqliteError when two units give one thing at one ordinal: a fault of the fold's keys. */
  write(ordinal: number, changes: readonly Change[]): void {
    for (const { row, gone } of changes) {
      const { kind, reporter, date, until, order, body } = row;
      const [thing, whose] = [this.#thingOf(row), this.#whoseOf(row)];
      const text = gone ? '{}' : bodyText(body);
      this.#add.run(thing, ordinal, gone ? 1 : 0, kind, reporter, whose, date, until, order, text);
    }
  }

  #thingOf(row: Row): number {
    const name = `${row.kind} ${row.key}`;
    const { things } = this.#known;
    let no = things.get(name) ?? (this.#thing.get(row.kind, row.key) as number | undefined);
    if (no === undefined) {
      no = Number(this.#addThing.run(null, row.kind, row.key).lastInsertRowid);
      for (const event of rootsOf(row)) this.#addAbout.run(event, no);
    }
    things.set(name, no);
    return no;
  }

  #whoseOf({ caseKey, person }: Row): number {
    const name = `${caseKey} ${person}`;
    const { whose } = this.#known;
    let no = whose.get(name);
    if (no === undefined) {
      no =
        (this.#whose.get(caseKey, person) as number | undefined) ??
        Number(this.#addWhose.run(null, caseKey, person).lastInsertRowid);
      whose.set(name, no);
    }
    return no;
  }
}
