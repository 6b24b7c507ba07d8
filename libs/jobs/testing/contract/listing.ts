import { untilEnded } from '../../until-ended.js';
import type { Job, JobFilter, Jobs } from '../../port.js';
import { eventually, gate, onStore, type MakeStore } from './contract-jobs.js';

async function everyPage(jobs: Jobs, filter: JobFilter, limit: number): Promise<Job[]> {
  const all: Job[] = [];
  let after: string | undefined;
  do {
    const page = await jobs.list(filter, { ...(after && { after }), limit });
    expect(page.jobs.length).toBeLessThanOrEqual(limit);
    all.push(...page.jobs);
    after = page.next ?? undefined;
  } while (after);
  return all;
}

export function describeListing(make: MakeStore): void {
  describe('the list', () => {
    it(
      'gives each job once over its pages, newest first, and what comes meanwhile moves nothing',
      onStore(make, async (jobs) => {
        for (let n = 0; n < 17; n++) await jobs.add(n % 2 ? 'deliver' : 'extract', { n });
        const all = await everyPage(jobs, {}, 5);
        expect(new Set(all.map(({ id }) => id)).size).toBe(17);
        expect(all).toHaveLength(17);
        expect(all.map(({ addedAt }) => addedAt)).toEqual(
          all
            .map(({ addedAt }) => addedAt)
            .sort()
            .reverse(),
        );
        expect(await everyPage(jobs, { kind: 'deliver' }, 4)).toHaveLength(8);
        const first = await jobs.list({}, { limit: 9 });
        for (let n = 17; n < 25; n++) await jobs.add('extract', { n });
        const second = await jobs.list({}, { after: first.next!, limit: 50 });
        expect([...first.jobs, ...second.jobs].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
      }),
    );

    it(
      'knows each state',
      onStore(make, async (jobs) => {
        const deliver = async (data: unknown): Promise<void> => {
          if (data === 'failed') throw new Error();
          if (data === 'active') await release.opened;
        };
        const release = gate();
        const asked = new Map<string, string>();
        for (const state of ['done', 'failed', 'active'])
          asked.set(state, (await jobs.add('deliver', state, { attempts: 1 })).id);
        asked.set('waiting', (await jobs.add('extract', 'waiting')).id);
        asked.set('cancelled', (await jobs.add('extract', 'cancelled')).id);
        await jobs.cancel(asked.get('cancelled')!);
        jobs.work({ processors: { deliver }, concurrency: 3 });
        await Promise.all(['done', 'failed'].map((state) => untilEnded(jobs, asked.get(state)!)));
        await eventually(
          () => jobs.get(asked.get('active')!),
          (job) => job!.state === 'active',
        );
        for (const state of ['waiting', 'active', 'done', 'failed', 'cancelled'] as const)
          expect((await jobs.list({ state })).jobs.map(({ id }) => id)).toEqual([asked.get(state)]);
        expect(await jobs.health()).toMatchObject({ problem: null, active: 1 });
        release.open();
      }),
    );

    it(
      'refuses what is no page',
      onStore(make, async (jobs) => {
        for (const paging of [{ limit: 0 }, { limit: 501 }, { after: 'x' }])
          await expect(jobs.list({}, paging)).rejects.toMatchObject({ code: 'jobs.request-invalid' });
        await expect(jobs.list({ kind: 'rebuild' })).rejects.toMatchObject({ code: 'jobs.request-invalid' });
      }),
    );

    it(
      'forgets ended jobs above the number kept, and no others',
      onStore(make, async (_, store) => {
        const jobs = await store.open({ age: 3600, count: 10 });
        const { id } = await jobs.add('extract', 'waits');
        jobs.work({ processors: { deliver: async () => null }, concurrency: 5 });
        const asked = await Promise.all(Array.from({ length: 60 }, (_, n) => jobs.add('deliver', { n })));
        await eventually(
          async () => (await jobs.health()).waiting,
          (waiting) => waiting === 1,
        );
        await eventually(
          async () => (await jobs.list({ state: 'done' })).jobs.length,
          (kept) => kept === 10,
        );
        expect(await jobs.get(asked[0]!.id)).toBeUndefined();
        expect(await jobs.get(id)).toMatchObject({ state: 'waiting' });
      }),
    );
  });
}
