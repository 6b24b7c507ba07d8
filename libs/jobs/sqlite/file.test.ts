import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { eventually, gate } from '../testing/contract/contract-jobs.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { untilEnded } from '../until-ended.js';
import { openSqliteJobs } from './open.js';
import { becomeOwner, isAlive, sweepOwners } from './owner.js';
import { jobsFile } from './schema.js';

afterAll(removeTemporaryDirectories);
const kinds = ['deliver', 'extract'];

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

  it('that takes no writes for a while: what is done is settled when it does again, and no slot is lost or won', async () => {
    const directory = temporaryDirectory();
    const jobs = openSqliteJobs({ directory, kinds });
    const other = new Database(join(directory, jobsFile));
    const go = gate();
    const errors: unknown[] = [];
    let running = 0;
    let most = 0;
    const deliver = async (data: unknown): Promise<void> => {
      most = Math.max(most, ++running);
      await (data === 0 ? go.opened : new Promise((next) => setTimeout(next, 20)));
      running--;
    };
    const extract = async (): Promise<void> => go.opened;
    jobs.work({ processors: { deliver, extract }, onError: (error) => errors.push(error) });
    const asked = [await jobs.add('deliver', 0), await jobs.add('extract', 0)];
    await eventually(
      () => jobs.health(),
      ({ active }) => active === 2,
    );
    // As a full disk would: what the other kind settles in the same commit sinks with it.
    other.exec(`CREATE TRIGGER full BEFORE UPDATE ON job WHEN NEW.state = 'done' AND NEW.kind = 'extract'
      BEGIN SELECT RAISE(ABORT, 'full'); END`);
    go.open();
    await eventually(
      () => errors.length,
      (count) => count === 2,
    );
    for (const error of errors) expect(error).toMatchObject({ code: 'jobs.store-failed' });
    other.exec('DROP TRIGGER full');
    other.close();
    for (let n = 1; n < 6; n++) asked.push(await jobs.add('deliver', n));
    for (const { id } of asked) expect(await untilEnded(jobs, id)).toMatchObject({ state: 'done', attempts: 1 });
    expect(most).toBe(1);
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
