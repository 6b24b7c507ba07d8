import type { Database, Statement } from 'better-sqlite3';

/** How far a file has come with the journal that it is a copy of. A file that is no copy has none of this. */
export class JournalPlace {
  readonly #read: Statement<[], { readonly first: number; readonly next: number }>;
  readonly #advance: Statement<[number]>;
  readonly #begin: Statement<[number, number]>;

  constructor(db: Database) {
    db.exec('CREATE TABLE IF NOT EXISTS journal (first INTEGER NOT NULL, next INTEGER NOT NULL)');
    this.#read = db.prepare('SELECT first, next FROM journal');
    this.#advance = db.prepare('UPDATE journal SET next = ?');
    this.#begin = db.prepare('INSERT INTO journal (first, next) VALUES (?, ?)');
  }

  /** Revision of the next record; 0 when none was taken. */
  next(): number {
    return this.#read.get()?.next ?? 0;
  }

  /** Revision of the first record taken; undefined when none was. */
  first(): number | undefined {
    return this.#read.get()?.first;
  }

  /** Within the transaction that takes the record. */
  advance(revision: number): void {
    if (this.#advance.run(revision + 1).changes === 0) this.#begin.run(revision, revision + 1);
  }
}
