import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { finishFiles, toFinish } from './finish-files.js';
import { RowFiles } from './row-files.js';
import { RowBatch } from './row-batch.js';

afterAll(removeTemporaryDirectories);

/** Fresh files with so many rows each. */
function ended(...rows: readonly number[]): string[] {
  const directory = temporaryDirectory();
  const paths = rows.map((count) => join(directory, `${count}.sqlite`));
  const files = new RowFiles({ paths, areFresh: true });
  const batches = rows.map((count) => {
    const batch = new RowBatch();
    for (let nth = 1; nth <= count; nth++) batch.write(nth, [{ row: rowOf(nth), gone: false, thing: newThing() }]);
    return batch.take().batch;
  });
  files.write(batches, 0);
  files.end(1000);
  return paths;
}

const newThing = () => ({ no: undefined, isNew: true });
const rowOf = (nth: number) => ({
  ...{ kind: 'placement', key: `${nth}`, reporter: '101', caseKey: 'c', person: 'p' },
  ...{ date: '2026-01-01', until: '', order: nth, body: { text: 'x'.repeat(500) } },
});

const isIndexed = (path: string): boolean => {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'version_by_reporter'").pluck().get() === 1;
  } finally {
    db.close();
  }
};

describe('fresh files that are finished by whoever takes them', () => {
  it('are taken the largest first, and each by one only', () => {
    const paths = ended(1, 500, 100);
    const left = toFinish(paths, 1000);
    expect(left.paths.map((path) => statSync(path).size)).toEqual(
      paths.map((path) => statSync(path).size).sort((one, other) => other - one),
    );
    Atomics.add(left.taken, 0, 1);
    const digests = finishFiles(left);
    expect([...digests.keys()]).toEqual(left.paths.slice(1));
    expect(new Set(digests.values()).size).toBe(2);
    expect(left.paths.map(isIndexed)).toEqual([false, true, true]);
    expect(finishFiles(left).size).toBe(0);
  });
});
