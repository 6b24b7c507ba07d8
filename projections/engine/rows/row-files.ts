import type { Batch } from './row-batch.js';
import { beginRowFile, openRowFile } from './row-file.js';
import { RowWriter } from './row-writer.js';

export interface FilesToWrite {
  readonly paths: readonly string[];
  /** Made by a rebuild, from beginning to end; or in use, and gone on with. */
  readonly areFresh: boolean;
}

/** The row files that are written together. */
export class RowFiles {
  readonly #writers: readonly RowWriter[];

  constructor({ paths, areFresh }: FilesToWrite) {
    this.#writers = paths.map((path) => new RowWriter(areFresh ? beginRowFile(path) : openRowFile(path), areFresh));
  }

  /** A batch a file, committed where files are in use, each on its own. Answers the numbers of each one's things. */
  write(batches: readonly Batch[], upTo: number): Float64Array[] {
    return this.#writers.map((writer, nth) => writer.write(batches[nth]!, upTo));
  }

  /** Fresh files hold all of their rows up to the head, and are let go: what is left of them to do, any thread may. */
  end(head: number): void {
    for (const writer of this.#writers) writer.finish(head);
    this.close();
  }

  close(): void {
    for (const { db } of this.#writers) db.close();
  }
}
