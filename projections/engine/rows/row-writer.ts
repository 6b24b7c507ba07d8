import type Database from 'better-sqlite3';
import type { Row } from '#libs/cases';

/** A row that a fold gave, beside its canonical body. */
export interface WrittenRow extends Row {
  readonly text: string;
}

/** What an event did to a unit's rows. */
export interface Change {
  readonly row: WrittenRow;
  readonly gone: boolean;
}

/** Appends row versions; runs within the caller's transaction, as the checkpoint does. */
export class RowWriter {
  readonly #addThing: Database.Statement;
  readonly #thing: Database.Statement;
  readonly #has: Database.Statement;
  readonly #add: Database.Statement;
  readonly #checkpoint: Database.Statement;
  readonly #advance: Database.Statement;

  constructor(readonly db: Database.Database) {
    this.#addThing = db.prepare('INSERT INTO thing (kind, key) VALUES (?, ?)');
    this.#thing = db.prepare('SELECT no FROM thing WHERE kind = ? AND key = ?').pluck();
    this.#has = db.prepare('SELECT 1 FROM version WHERE thing = ? AND ordinal = ?').pluck();
    this.#add = db.prepare(
      'INSERT INTO version (thing, ordinal, gone, kind, reporter, case_key, person, date, until, place, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#checkpoint = db.prepare('SELECT ordinal FROM checkpoint').pluck();
    this.#advance = db.prepare('UPDATE checkpoint SET ordinal = ?');
  }

  checkpoint(): number {
    return this.#checkpoint.get() as number;
  }

  advance(ordinal: number): void {
    this.#advance.run(ordinal);
  }

  /** One event's changes. A row that two units of one event both give is written once. */
  write(ordinal: number, changes: readonly Change[]): void {
    for (const { row, gone } of changes) {
      const thing = this.#thingOf(row.kind, row.key);
      if (this.#has.get(thing, ordinal) !== undefined) continue;
      const { kind, reporter, caseKey, person, date, until, order, text } = row;
      this.#add.run(
        thing,
        ordinal,
        gone ? 1 : 0,
        kind,
        reporter,
        caseKey,
        person,
        date,
        until,
        order,
        gone ? '{}' : text,
      );
    }
  }

  #thingOf(kind: string, key: string): number {
    const known = this.#thing.get(kind, key) as number | undefined;
    return known ?? Number(this.#addThing.run(kind, key).lastInsertRowid);
  }
}
