import type { Database } from 'better-sqlite3';
import type { Batch } from './row-batch.js';
import { beginRowFile, finishRowFile, openRowFile } from './row-file.js';
import { RowWriter } from './row-writer.js';
import { SqliteRowReader } from './sqlite-row-reader.js';

export interface FilesToWrite {
  readonly paths: readonly string[];
  /** Made by a rebuild, from beginning to end; or in use, and gone on with. */
  readonly areFresh: boolean;
}

/** The row files that are written together. */
export class RowFiles {
  readonly #paths: readonly string[];
  readonly #writers: readonly RowWriter[];

  constructor({ paths, areFresh }: FilesToWrite) {
    this.#paths = paths;
    this.#writers = paths.map((path) => new RowWriter(areFresh ? beginRowFile(path) : openRowFile(path), areFresh));
  }

  /** A batch a file, committed where files are in use, each on its own. Answers the numbers of each one's things. */
  write(batches: readonly Batch[], upTo: number): Float64Array[] {
    return this.#writers.map((writer, nth) => writer.write(batches[nth]!, upTo));
  }

  /** Fresh files as they are read: indexed, and on disk. Answers the digest of each. */
  finish(head: number): string[] {
    // Sorting an index takes memory too: a file at a time, the others without their pages.
    for (const writer of this.#writers) {
      writer.finish(head);
      letGo(writer.db);
    }
    return this.#writers.map(({ db }, nth) => {
      finishRowFile(this.#paths[nth]!, db);
      const digest = new SqliteRowReader(db).digest(head);
      letGo(db);
      return digest;
    });
  }

  close(): void {
    for (const { db } of this.#writers) db.close();
  }
}

/** Of the pages that are held in memory. */
const letGo = (db: Database): void => void db.pragma('shrink_memory');
