import type Database from 'better-sqlite3';
import type { Row } from '#libs/cases';

/** What an event did to a thing: its row, with the canonical text of its body; of one that is gone the last, and `{}`. */
export interface Change {
  readonly row: Row;
  readonly text: string;
  readonly gone: boolean;
}

/** Appends row versions; runs within the caller's transaction, as the checkpoint does. */
export class RowWriter {
  readonly #addThing: Database.Statement;
  readonly #thing: Database.Statement;
  readonly #addAbout: Database.Statement;
  readonly #add: Database.Statement;
  readonly #advance: Database.Statement;
  #checkpoint: number;

  readonly #made: Map<string, number> | undefined;

  /** @param fresh the file is empty, and every thing is written in one go: none is looked for, and {@link forget} follows. */
  constructor(
    readonly db: Database.Database,
    fresh = false,
  ) {
    this.#made = fresh ? new Map() : undefined;
    this.#addThing = db.prepare('INSERT INTO thing (kind, key) VALUES (?, ?)');
    this.#thing = db.prepare('SELECT no FROM thing WHERE kind = ? AND key = ?').pluck();
    this.#addAbout = db.prepare('INSERT INTO about (event, thing) VALUES (?, ?)');
    this.#add = db.prepare(
      'INSERT INTO version (thing, ordinal, gone, kind, key, reporter, case_key, person, date, until, place, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#advance = db.prepare('UPDATE checkpoint SET ordinal = ?');
    this.#checkpoint = db.prepare('SELECT ordinal FROM checkpoint').pluck().get() as number;
  }

  /** The ordinal up to which this file is written. */
  checkpoint(): number {
    return this.#checkpoint;
  }

  advance(ordinal: number): void {
    this.#advance.run(ordinal);
    this.#checkpoint = ordinal;
  }

  /** No thing written so far comes again. */
  forget(): void {
    this.#made?.clear();
  }

  /** After a transaction that was rolled back. */
  reread(): void {
    this.#checkpoint = this.db.prepare('SELECT ordinal FROM checkpoint').pluck().get() as number;
  }

  /** One event's changes. @throws SqliteError when two units give one thing at one ordinal: a fault of the fold's keys. */
  write(ordinal: number, changes: readonly Change[]): void {
    for (const { row, text, gone } of changes) {
      const { kind, key, reporter, caseKey, person, date, until, order } = row;
      const thing = this.#thingOf(row);
      this.#add.run(thing, ordinal, gone ? 1 : 0, kind, key, reporter, caseKey, person, date, until, order, text);
    }
  }

  #thingOf(row: Row): number {
    const name = `${row.kind} ${row.key}`;
    const known = this.#made ? this.#made.get(name) : (this.#thing.get(row.kind, row.key) as number | undefined);
    if (known !== undefined) return known;
    const thing = Number(this.#addThing.run(row.kind, row.key).lastInsertRowid);
    for (const event of rootsOf(row)) this.#addAbout.run(event, thing);
    this.#made?.set(name, thing);
    return thing;
  }
}

/** A finding's roots are part of its key, so they are written once, with the thing. */
const rootsOf = (row: Row): ReadonlySet<string> =>
  new Set(row.kind === 'finding' ? (row.body['roots'] as readonly string[]) : []);
