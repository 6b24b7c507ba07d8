import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { gate } from '../testing/contract/contract-jobs.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { untilEnded } from '../until-ended.js';
import { openSqliteJobs } from './open.js';
import { becomeOwner, isAlive, sweepOwners } from './owner.js';
import { jobsFile } from './schema.js';

afterAll(removeTemporaryDirectories);
const kinds = ['deliver'];

describe('the file of the jobs', () => {
  it('of a newer build is refused and left as it is', () => {
    const directory = temporaryDirectory();
    const db = new Database(join(directory, jobsFile));
    db.exec('CREATE TABLE later (n); PRAGMA user_version = 99');
    db.close();
    expect(() => openSqliteJobs({ directory, kinds })).toThrow(
      expect.objectContaining({ code: 'jobs.format-unknown' }),
    );
    expect(readdirSync(directory)).toEqual([jobsFile]);
  });

  it('that takes no writes for a while: a job that is done is settled when it does again, and its slot is free', async () => {
    const directory = temporaryDirectory();
    const jobs = openSqliteJobs({ directory, kinds });
    const other = new Database(join(directory, jobsFile));
    const go = gate();
    const errors: unknown[] = [];
    const deliver = async (data: unknown): Promise<void> => {
      if (data === 1) await go.opened;
    };
    jobs.work({ processors: { deliver }, onError: (error) => errors.push(error) });
    const first = await jobs.add('deliver', 1);
    while ((await jobs.get(first.id))!.state !== 'active') await new Promise((next) => setTimeout(next, 5));
    // As a full disk would.
    other.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON job WHEN NEW.state = 'done' BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    go.open();
    while (errors.length === 0) await new Promise((next) => setTimeout(next, 5));
    expect(errors).toMatchObject([{ code: 'jobs.store-failed' }]);
    other.exec('DROP TRIGGER full');
    other.close();
    const second = await jobs.add('deliver', 2);
    for (const { id } of [first, second])
      expect(await untilEnded(jobs, id)).toMatchObject({ state: 'done', attempts: 1 });
    await jobs.close();
  });
});

describe('a worker', () => {
  it('is seen to live from its beginning to its end, and the living are not swept away', () => {
    const directory = temporaryDirectory();
    expect(isAlive(directory, 'nobody')).toBe(false);
    const owner = becomeOwner(directory);
    expect(isAlive(directory, owner.id)).toBe(true);
    sweepOwners(directory, Date.now() + 3_600_000);
    expect(isAlive(directory, owner.id)).toBe(true);
    owner.release();
    expect(isAlive(directory, owner.id)).toBe(false);
    expect(readdirSync(join(directory, 'jobs-workers'))).toEqual([]);
  });
});
