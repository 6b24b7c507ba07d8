import type { Row } from '#libs/cases';
import { bodyText } from './body-text.js';
import { rootsOf } from './roots-of.js';
import type { Change } from './unit-rows.js';

type Value = string | number;

/** Rows for one file, as flat lists of values: what goes to another thread at little cost. */
export interface Batch {
  /** no, kind, key of each new thing. */
  readonly things: Value[];
  /** event, thing. */
  readonly about: Value[];
  /** no, case_key, person. */
  readonly whose: Value[];
  /** thing, ordinal, gone, kind, reporter, whose, date, until, place, body. */
  readonly versions: Value[];
}

const empty = (): Batch => ({ things: [], about: [], whose: [], versions: [] });

/** Gathers the rows of an empty file that is written child by child, and numbers its things. */
export class RowBatch {
  #batch = empty();
  #things = 0;
  #whose = 0;
  readonly #thingsOfChild = new Map<string, number>();
  readonly #whoseOfChild = new Map<string, number>();

  /** One event's changes. */
  write(ordinal: number, changes: readonly Change[]): void {
    const { versions } = this.#batch;
    for (const { row, gone } of changes) {
      const { kind, reporter, date, until, order, body } = row;
      const [thing, whose] = [this.#thingOf(row), this.#whoseOf(row)];
      versions.push(
        thing,
        ordinal,
        gone ? 1 : 0,
        kind,
        reporter,
        whose,
        date,
        until,
        order,
        gone ? '{}' : bodyText(body),
      );
    }
  }

  /** No thing written so far comes again: the next child's. */
  forget(): void {
    this.#thingsOfChild.clear();
    this.#whoseOfChild.clear();
  }

  /** What was gathered since the last time. */
  take(): Batch {
    const batch = this.#batch;
    this.#batch = empty();
    return batch;
  }

  #thingOf(row: Row): number {
    const name = `${row.kind} ${row.key}`;
    let no = this.#thingsOfChild.get(name);
    if (no === undefined) {
      this.#thingsOfChild.set(name, (no = ++this.#things));
      this.#batch.things.push(no, row.kind, row.key);
      for (const event of rootsOf(row)) this.#batch.about.push(event, no);
    }
    return no;
  }

  #whoseOf({ caseKey, person }: Row): number {
    const name = `${caseKey} ${person}`;
    let no = this.#whoseOfChild.get(name);
    if (no === undefined) {
      this.#whoseOfChild.set(name, (no = ++this.#whose));
      this.#batch.whose.push(no, caseKey, person);
    }
    return no;
  }
}
