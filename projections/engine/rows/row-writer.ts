import type Database from 'better-sqlite3';
import type { Row } from '#libs/cases';
import { canonicalJson } from '#libs/event-log';
import { rootsOf } from './roots-of.js';
import { addAbout, addThing, addVersion, addWhose, advance } from './row-sql.js';
import type { Change, Thing } from './unit-rows.js';

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
  /** Numbers of late, by case and person: a case's rows share one. */
  readonly #whoseKnown = new Map<string, number>();
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
    this.#whoseKnown.clear();
    this.#checkpoint = this.#checkpointOf.get() as number;
  }

  /** One event's changes. @throws SqliteError when two units give one thing at one ordinal: a fault of the fold's keys. */
  write(ordinal: number, changes: readonly Change[]): void {
    for (const { row, gone, thing } of changes) {
      const { kind, reporter, date, until, order, body } = row;
      const no = (thing.no ??= this.#numberOf(row, thing));
      const text = gone ? '{}' : canonicalJson(body);
      this.#add.run(no, ordinal, gone ? 1 : 0, kind, reporter, this.#whoseOf(row), date, until, order, text);
    }
  }

  #numberOf({ kind, key, body }: Row, { isNew }: Thing): number {
    const known = isNew ? undefined : (this.#thing.get(kind, key) as number | undefined);
    return known ?? this.#numbered(kind, key, body);
  }

  /** Most things that a unit never gave are there for the first time, so that looking would be in vain. */
  #numbered(kind: string, key: string, body: Row['body']): number {
    let no: number;
    try {
      no = Number(this.#addThing.run(null, kind, key).lastInsertRowid);
    } catch (error) {
      const known = this.#thing.get(kind, key) as number | undefined;
      if (known === undefined) throw error;
      return known;
    }
    for (const event of rootsOf(kind, body)) this.#addAbout.run(event, no);
    return no;
  }

  #whoseOf({ caseKey, person }: Row): number {
    const name = `${caseKey} ${person}`;
    const known = this.#whoseKnown.get(name);
    if (known !== undefined) return known;
    if (this.#whoseKnown.size >= mostKnown) this.#whoseKnown.clear();
    const no =
      (this.#whose.get(caseKey, person) as number | undefined) ??
      Number(this.#addWhose.run(null, caseKey, person).lastInsertRowid);
    this.#whoseKnown.set(name, no);
    return no;
  }
}

const mostKnown = 20_000;
