import Database from 'better-sqlite3';
import { JobsError } from '../jobs-error.js';
import { GroupCommit } from './group-commit.js';

describe('changes of one turn', () => {
  const db = new Database(':memory:');
  const commit = new GroupCommit(db);
  const insert = (n: number): unknown => db.prepare('INSERT INTO kept VALUES (?)').run(n);
  const kept = (): unknown[] => db.prepare('SELECT n FROM kept ORDER BY n').pluck().all();
  beforeEach(() => db.exec('DROP TABLE IF EXISTS kept; CREATE TABLE kept (n INTEGER UNIQUE)'));
  afterAll(() => db.close());

  it('are one transaction, in order, and are answered when it is done', async () => {
    const seen: boolean[] = [];
    const written = [1, 2, 3].map((n) => commit.write(() => (insert(n), seen.push(db.inTransaction), n)));
    expect(kept()).toEqual([]);
    expect(await Promise.all(written)).toEqual([1, 2, 3]);
    expect(kept()).toEqual([1, 2, 3]);
    expect(seen).toEqual([true, true, true]);
  });

  it('that are refused are refused alone', async () => {
    const refusal = new JobsError('jobs.not-found', 'No such job.');
    const refused = commit.write(() => {
      throw refusal;
    });
    const written = commit.write(() => insert(1));
    await expect(refused).rejects.toBe(refusal);
    await written;
    expect(kept()).toEqual([1]);
  });

  it('that the database cannot take leave nothing of the group, and the next group is written', async () => {
    const written = [1, 1, 2].map((n) => commit.write(() => insert(n)));
    for (const one of written) await expect(one).rejects.toMatchObject({ code: 'jobs.store-failed' });
    expect(kept()).toEqual([]);
    await commit.write(() => insert(3));
    expect(kept()).toEqual([3]);
  });
});
