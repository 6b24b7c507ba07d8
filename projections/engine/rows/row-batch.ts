import type { Row } from '#libs/cases';
import { canonicalJson } from '#libs/event-log';
import { rootsOf } from './roots-of.js';
import type { Change, Thing } from './unit-rows.js';

/**
 * Rows for one file in few objects, so that they go to another thread at little cost. Where a number stands for a text, it is the text's
 * place in `texts`; each is there once, but for the bodies. Things and whose they are stand once each, and versions name them by place.
 */
export interface Batch {
  readonly texts: readonly string[];
  /** no in the file (0: not known here), kind (text), key (text), 1 where its unit never gave it before. */
  readonly things: Float64Array;
  /** thing (place), event (text): written with a thing that the file does not know. */
  readonly about: Float64Array;
  /** case_key (text), person (text). */
  readonly whose: Float64Array;
  /** thing (place), ordinal, gone, reporter (text), whose (place), date (text), until (text), place. */
  readonly versions: Float64Array;
  /** Of each version. */
  readonly bodies: readonly string[];
}

/** Things of a batch by their place in it; they wait for their numbers. */
export type Placed = ReadonlyMap<Thing, number>;

/** Gathers the rows of one file. */
export class RowBatch {
  #tables = emptyTables();
  #texts: string[] = [];
  #bodies: string[] = [];
  readonly #textAt = new Map<string, number>();
  #thingAt = new Map<Thing, number>();
  /** Things without a number by kind and key: two cases of one child may give one thing, each at ordinals of its own. */
  readonly #unknownAt = new Map<string, number>();
  readonly #whoseAt = new Map<string, number>();
  /** Of the row before: most rows are of the same case. */
  #whoseLast: { readonly caseKey: string; readonly person: string; readonly at: number } | undefined;

  /** One event's changes. */
  write(ordinal: number, changes: readonly Change[]): void {
    for (const { row, gone, thing } of changes) {
      this.#tables.versions.push(
        this.#thing(row, thing),
        ordinal,
        gone ? 1 : 0,
        this.#text(row.reporter),
        this.#whose(row),
        this.#text(row.date),
        this.#text(row.until),
        row.order,
      );
      this.#bodies.push(gone ? '{}' : canonicalJson(row.body));
    }
  }

  /** No thing written so far comes again (a rebuild's next child): one that does goes as another, which the file refuses. */
  forget(): void {
    this.#unknownAt.clear();
  }

  /** What was gathered since the last time. */
  take(): { readonly batch: Batch; readonly placed: Placed } {
    const { things, about, whose, versions } = this.#tables;
    const batch = {
      texts: this.#texts,
      things: Float64Array.from(things),
      about: Float64Array.from(about),
      whose: Float64Array.from(whose),
      versions: Float64Array.from(versions),
      bodies: this.#bodies,
    };
    const placed = this.#thingAt;
    this.drop();
    return { batch, placed };
  }

  drop(): void {
    this.#tables = emptyTables();
    this.#whoseLast = undefined;
    [this.#texts, this.#bodies, this.#thingAt] = [[], [], new Map()];
    for (const places of [this.#textAt, this.#unknownAt, this.#whoseAt]) places.clear();
  }

  #text(text: string): number {
    let at = this.#textAt.get(text);
    if (at === undefined) this.#textAt.set(text, (at = this.#texts.push(text) - 1));
    return at;
  }

  #thing(row: Row, thing: Thing): number {
    let at = this.#thingAt.get(thing);
    if (at === undefined) this.#thingAt.set(thing, (at = this.#place(row, thing)));
    return at;
  }

  #place({ kind, key, body }: Row, { no, isNew }: Thing): number {
    const { things, about } = this.#tables;
    const next = things.length / 4;
    if (no === undefined) {
      const name = `${kind} ${key}`;
      const at = this.#unknownAt.get(name);
      if (at !== undefined) return at;
      this.#unknownAt.set(name, next);
      for (const event of rootsOf(kind, body)) about.push(next, this.#text(event));
    }
    things.push(no ?? 0, this.#text(kind), this.#text(key), isNew ? 1 : 0);
    return next;
  }

  #whose({ caseKey, person }: Row): number {
    const last = this.#whoseLast;
    if (last?.caseKey === caseKey && last.person === person) return last.at;
    const name = `${caseKey} ${person}`;
    let at = this.#whoseAt.get(name);
    if (at === undefined) {
      const { whose } = this.#tables;
      this.#whoseAt.set(name, (at = whose.length / 2));
      whose.push(this.#text(caseKey), this.#text(person));
    }
    this.#whoseLast = { caseKey, person, at };
    return at;
  }
}

const emptyTables = () => ({
  things: [] as number[],
  about: [] as number[],
  whose: [] as number[],
  versions: [] as number[],
});
