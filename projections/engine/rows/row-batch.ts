import type { Row } from '#libs/cases';
import { canonicalJson } from '#libs/event-log';
import { rootsOf } from './roots-of.js';
import type { Change } from './unit-rows.js';

/**
 * Rows for one file in few objects, so that they go to another thread at little cost. Where a number stands for a text, it is the text's
 * place in `texts`; each is there once, but for the bodies.
 */
export interface Batch {
  readonly texts: readonly string[];
  /** no, kind (text), key (text) of each new thing. */
  readonly things: Float64Array;
  /** event (text), thing. */
  readonly about: Float64Array;
  /** no, case_key (text), person (text). */
  readonly whose: Float64Array;
  /** thing, ordinal, gone, kind (text), reporter (text), whose, date (text), until (text), place. */
  readonly versions: Float64Array;
  /** Of each version. */
  readonly bodies: readonly string[];
}

/** Gathers the rows of an empty file that is written child by child, and numbers its things. */
export class RowBatch {
  #tables = emptyTables();
  #texts: string[] = [];
  #bodies: string[] = [];
  readonly #placeOf = new Map<string, number>();
  #things = 0;
  #whose = 0;
  readonly #thingsOfChild = new Map<string, number>();
  readonly #whoseOfChild = new Map<string, number>();

  /** One event's changes. */
  write(ordinal: number, changes: readonly Change[]): void {
    for (const { row, gone, thing } of changes) {
      const no = (thing.no ??= this.#numberOf(row));
      this.#tables.versions.push(
        no,
        ordinal,
        gone ? 1 : 0,
        this.#text(row.kind),
        this.#text(row.reporter),
        this.#whoseOf(row),
        this.#text(row.date),
        this.#text(row.until),
        row.order,
      );
      this.#bodies.push(gone ? '{}' : canonicalJson(row.body));
    }
  }

  /** No thing written so far comes again: the next child's. */
  forget(): void {
    this.#thingsOfChild.clear();
    this.#whoseOfChild.clear();
  }

  /** What was gathered since the last time. */
  take(): Batch {
    const { things, about, whose, versions } = this.#tables;
    const batch = {
      texts: this.#texts,
      things: Float64Array.from(things),
      about: Float64Array.from(about),
      whose: Float64Array.from(whose),
      versions: Float64Array.from(versions),
      bodies: this.#bodies,
    };
    this.#tables = emptyTables();
    [this.#texts, this.#bodies] = [[], []];
    this.#placeOf.clear();
    return batch;
  }

  #text(text: string): number {
    let place = this.#placeOf.get(text);
    if (place === undefined) this.#placeOf.set(text, (place = this.#texts.push(text) - 1));
    return place;
  }

  /** Two cases of one child may give one thing, each at ordinals of its own. */
  #numberOf({ kind, key, body }: Row): number {
    const name = `${kind} ${key}`;
    let no = this.#thingsOfChild.get(name);
    if (no === undefined) {
      this.#thingsOfChild.set(name, (no = ++this.#things));
      this.#tables.things.push(no, this.#text(kind), this.#text(key));
      for (const event of rootsOf(kind, body)) this.#tables.about.push(this.#text(event), no);
    }
    return no;
  }

  #whoseOf({ caseKey, person }: Row): number {
    const name = `${caseKey} ${person}`;
    let no = this.#whoseOfChild.get(name);
    if (no === undefined) {
      this.#whoseOfChild.set(name, (no = ++this.#whose));
      this.#tables.whose.push(no, this.#text(caseKey), this.#text(person));
    }
    return no;
  }
}

const emptyTables = () => ({
  things: [] as number[],
  about: [] as number[],
  whose: [] as number[],
  versions: [] as number[],
});
