import { statSync } from 'node:fs';
import { finishRowFile } from './row-file.js';
import { SqliteRowReader } from './sqlite-row-reader.js';

/** Fresh files that have all of their rows, for several threads to finish: each takes the next one. */
export interface ToFinish {
  readonly paths: readonly string[];
  readonly head: number;
  /** How many were taken: one number, shared by the threads. */
  readonly taken: Int32Array;
}

/** The largest first, so that nobody has long to wait for the last. */
export function toFinish(paths: readonly string[], head: number): ToFinish {
  const sizes = new Map(paths.map((path) => [path, statSync(path).size]));
  const largestFirst = [...paths].sort((one, other) => sizes.get(other)! - sizes.get(one)!);
  return { paths: largestFirst, head, taken: new Int32Array(new SharedArrayBuffer(4)) };
}

export type Digests = ReadonlyMap<string, string>;

/** Finishes files until none is left to take: indexed, and on disk. A file at a time, since sorting takes memory. @returns the digest of each. */
export function finishFiles({ paths, head, taken }: ToFinish): Digests {
  const digests = new Map<string, string>();
  for (let path = next(); path !== undefined; path = next())
    digests.set(
      path,
      finishRowFile(path, (db) => new SqliteRowReader(db).digest(head)),
    );
  return digests;

  function next(): string | undefined {
    return paths[Atomics.add(taken, 0, 1)];
  }
}
