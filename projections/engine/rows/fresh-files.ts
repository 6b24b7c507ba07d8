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
  readonly #inserts: Readonly<Record<'things' | 'about' | 'whose' | 'versions', Database.Statement>>;

  constructor(private readonly path: string) {
    const db = (this.db = beginRowFile(path));
    const [things, about, whose, versions] = [addThing, addAbout, addWhose, addVersion].map((sql) => db.prepare(sql));
    this.#inserts = { things: things!, about: about!, whose: whose!, versions: versions! };
  }

  /** @throws SqliteError when two units give one thing: a fault of the fold's keys. */
  write({ texts, things, about, whose, versions, bodies }: Batch): void {
    const add = this.#inserts;
    const text = (place: number | undefined): string => texts[place!]!;
    this.db.exec('BEGIN');
    for (let at = 0; at < things.length; at += 3)
      add.things.run(things[at], text(things[at + 1]), text(things[at + 2]));
    for (let at = 0; at < about.length; at += 2) add.about.run(text(about[at]), about[at + 1]);
    for (let at = 0; at < whose.length; at += 3) add.whose.run(whose[at], text(whose[at + 1]), text(whose[at + 2]));
    bodies.forEach((body, nth) => {
      const at = nth * 9;
      add.versions.run(
        versions[at],
        versions[at + 1],
        versions[at + 2],
        text(versions[at + 3]),
        text(versions[at + 4]),
        versions[at + 5],
        text(versions[at + 6]),
        text(versions[at + 7]),
        versions[at + 8],
        body,
      );
    });
    this.db.exec('COMMIT');
  }

  finish(head: number): string {
    this.db.prepare(advance).run(head);
    finishRowFile(this.path, this.db);
    return new SqliteRowReader(this.db).digest(head);
  }
}
