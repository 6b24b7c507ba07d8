import type { Database, Statement } from 'better-sqlite3';
import type { Refusal } from '../port.js';

/** Table of the sentences of refusals: each is kept once, for a bad import may bring one a million times. */
export const sentenceTable = `
  CREATE TABLE IF NOT EXISTS sentence (
    id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL,
    en TEXT NOT NULL,
    da TEXT NOT NULL,
    UNIQUE (rule, en, da)
  );`;

interface Row {
  readonly id: number;
  readonly rule: string;
  readonly en: string;
  readonly da: string;
}

/** Refusals written short: `[[sentence, field], …]`. They hold no value that was sent, so nothing personal. */
export class Sentences {
  readonly #insert: Statement<[string, string, string]>;
  readonly #find: Statement<[string, string, string], Row>;
  readonly #read: Statement<[number], Row>;
  readonly #byText = new Map<string, number>();
  readonly #byId = new Map<number, Row>();

  constructor(db: Database) {
    this.#insert = db.prepare('INSERT OR IGNORE INTO sentence (rule, en, da) VALUES (?, ?, ?)');
    this.#find = db.prepare('SELECT id, rule, en, da FROM sentence WHERE rule = ? AND en = ? AND da = ?');
    this.#read = db.prepare('SELECT id, rule, en, da FROM sentence WHERE id = ?');
  }

  /** Within the transaction of the caller; should it fail, the caller forgets (`forget`) what was learnt in it. */
  write(refusals: readonly Refusal[]): string | null {
    if (refusals.length === 0) return null;
    return JSON.stringify(refusals.map((refusal) => [this.#idOf(refusal), refusal.field]));
  }

  read(text: string | null): Refusal[] {
    if (text === null) return [];
    return (JSON.parse(text) as [number, string][]).map(([id, field]) => {
      const { rule, en, da } = this.#rowOf(id);
      return { rule, field, en, da };
    });
  }

  forget(): void {
    this.#byText.clear();
    this.#byId.clear();
  }

  #idOf({ rule, en, da }: Refusal): number {
    const key = `${rule}\n${en}\n${da}`;
    let id = this.#byText.get(key);
    if (id === undefined) {
      this.#insert.run(rule, en, da);
      this.#byText.set(key, (id = this.#find.get(rule, en, da)!.id));
    }
    return id;
  }

  #rowOf(id: number): Row {
    let row = this.#byId.get(id);
    if (!row) this.#byId.set(id, (row = this.#read.get(id)!));
    return row;
  }
}
