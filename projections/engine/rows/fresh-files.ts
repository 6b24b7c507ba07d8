import type Database from 'better-sqlite3';
import type { Batch } from './row-batch.js';
import { beginRowFile, finishRowFile } from './row-file.js';
import { addAbout, addThing, addVersion, addWhose, advance } from './row-sql.js';
import { SqliteRowReader } from './sqlite-row-reader.js';

/** Row files that a rebuild makes anew, each written from beginning to end. */
export class FreshFiles {
  readonly #files: readonly FreshFile[];

  constructor(paths: readonly string[]) {
    this.#files = paths.map((path) => new FreshFile(path));
  }

  /** A batch a file, committed. */
  write(batches: readonly Batch[]): void {
    this.#files.forEach((file, nth) => file.write(batches[nth]!));
  }

  /** The files as they are read: indexed, and on disk. Answers the digest of each. */
  finish(head: number): string[] {
    return this.#files.map((file) => file.finish(head));
  }

  close(): void {
    for (const { db } of this.#files) db.close();
  }
}

class FreshFile {
  readonly db: Database.Database;
  readonly #inserts: Readonly<Record<keyof Batch, Database.Statement>>;

  constructor(private readonly path: string) {
    const db = (this.db = beginRowFile(path));
    const [things, about, whose, versions] = [addThing, addAbout, addWhose, addVersion].map((sql) => db.prepare(sql));
    this.#inserts = { things: things!, about: about!, whose: whose!, versions: versions! };
  }

  /** @throws SqliteError when two units give one thing: a fault of the fold's keys. */
  write({ things, about, whose, versions }: Batch): void {
    this.db.exec('BEGIN');
    for (let at = 0; at < things.length; ) this.#inserts.things.run(things[at++], things[at++], things[at++]);
    for (let at = 0; at < about.length; ) this.#inserts.about.run(about[at++], about[at++]);
    for (let at = 0; at < whose.length; ) this.#inserts.whose.run(whose[at++], whose[at++], whose[at++]);
    const add = this.#inserts.versions;
    // Value by value: ten of them, in the order of the statement.
    for (let at = 0; at < versions.length; )
      add.run(
        versions[at++],
        versions[at++],
        versions[at++],
        versions[at++],
        versions[at++],
        versions[at++],
        versions[at++],
        versions[at++],
        versions[at++],
        versions[at++],
      );
    this.db.exec('COMMIT');
  }

  finish(head: number): string {
    this.db.prepare(advance).run(head);
    finishRowFile(this.path, this.db);
    return new SqliteRowReader(this.db).digest(head);
  }
}
