import type { Jobs, JsonValue } from '../../port.js';
import { FinalFailure } from '../../jobs-error.js';
import { untilEnded } from '../../until-ended.js';
import { onStore, type MakeStore } from './contract-jobs.js';

const cpr = '010199-3045';

export function describeRequesting(make: MakeStore): void {
  describe('a request', () => {
    it(
      'has the same id on every engine, whatever the order of its members',
      onStore(make, async (jobs) => {
        const job = await jobs.add('deliver', { reporter: 'm-101', period: '2026-Q1' });
        expect(job).toMatchObject({ kind: 'deliver', state: 'waiting', attempts: 0, parent: null, result: null });
        expect(job.id).toBe('deliver-da1a4633e2542f0b49d8190420a80161');
        expect(await jobs.add('deliver', { period: '2026-Q1', reporter: 'm-101' })).toEqual(job);
        expect(await jobs.get(job.id)).toEqual(job);
        expect((await jobs.add('extract', job.data)).id).not.toBe(job.id);
        expect((await jobs.list()).jobs).toHaveLength(2);
      }),
    );

    it(
      'made by many at once is one job, done once',
      onStore(make, async (jobs, store) => {
        const others = [jobs, await store.open(), await store.open()];
        const asked = Array.from({ length: 30 }, (_, n) => others[n % 3]!.add('deliver', { n: 1 }));
        const ids = new Set((await Promise.all(asked)).map(({ id }) => id));
        expect(ids.size).toBe(1);
        let ran = 0;
        jobs.work({ processors: { deliver: async () => ++ran }, concurrency: 5 });
        expect(await untilEnded(jobs, [...ids][0]!)).toMatchObject({ state: 'done', result: 1, attempts: 1 });
      }),
    );

    it(
      'that is done is answered with its result, and done again only when that is asked for',
      onStore(make, async (jobs, store) => {
        let ran = 0;
        jobs.work({ processors: { deliver: async (data) => ({ ran: ++ran, data }) } });
        const { id } = await jobs.add('deliver', { n: 2 });
        const done = await untilEnded(jobs, id);
        expect(done).toMatchObject({ state: 'done', result: { ran: 1, data: { n: 2 } }, failure: null });
        expect(Date.parse(done.endedAt!)).toBeGreaterThanOrEqual(Date.parse(done.addedAt));
        const other = await store.open();
        expect(await other.add('deliver', { n: 2 })).toEqual(done);
        expect(await other.add('deliver', { n: 2 }, { again: true })).toMatchObject({
          id,
          state: 'waiting',
          result: null,
        });
        expect(await untilEnded(jobs, id)).toMatchObject({ state: 'done', result: { ran: 2 }, attempts: 1 });
      }),
    );

    it(
      'that failed is answered as failed, and can be begun again',
      onStore(make, async (jobs) => {
        let broken = true;
        const deliver = async (): Promise<JsonValue> => {
          if (broken) throw new FinalFailure('delivery.sealed', 'It is sealed. Ask for a supplement.');
          return 'whole';
        };
        jobs.work({ processors: { deliver } });
        const { id } = await jobs.add('deliver', {});
        const failure = { code: 'delivery.sealed', message: 'It is sealed. Ask for a supplement.' };
        expect(await untilEnded(jobs, id)).toMatchObject({ state: 'failed', attempts: 1, failure, result: null });
        expect(await jobs.add('deliver', {})).toMatchObject({ id, state: 'failed', failure });
        broken = false;
        await jobs.add('deliver', {}, { again: true });
        expect(await untilEnded(jobs, id)).toMatchObject({ state: 'done', result: 'whole', failure: null });
      }),
    );

    it.each<[string, unknown, (jobs: Jobs) => Promise<unknown>]>([
      ['data with a CPR number', 'jobs.personal-data', (jobs) => jobs.add('deliver', { child: cpr })],
      ['a member named by one', 'jobs.personal-data', (jobs) => jobs.add('deliver', { [cpr]: 1 })],
      [
        'one in a child',
        'jobs.personal-data',
        (jobs) => jobs.add('national', 1, { children: [{ kind: 'deliver', data: [cpr] }] }),
      ],
      ['data that is too large', 'jobs.too-large', (jobs) => jobs.add('deliver', 'x'.repeat(17_000))],
      ['data that is no JSON', 'jobs.request-invalid', (jobs) => jobs.add('deliver', { n: NaN })],
      ['a kind that was not declared', 'jobs.request-invalid', (jobs) => jobs.add('rebuild', {})],
      ['no attempt at all', 'jobs.request-invalid', (jobs) => jobs.add('deliver', {}, { attempts: 0 })],
      ['attempts without bound', 'jobs.request-invalid', (jobs) => jobs.add('deliver', {}, { attempts: 1000 })],
      [
        'a child twice',
        'jobs.request-invalid',
        (jobs) =>
          jobs.add('national', 1, {
            children: [
              { kind: 'deliver', data: 1 },
              { kind: 'deliver', data: 1 },
            ],
          }),
      ],
    ])('with %s is refused and leaves nothing', (_, code, ask) =>
      onStore(make, async (jobs) => {
        const refusal = ask(jobs);
        await expect(refusal).rejects.toMatchObject({ code });
        await expect(refusal).rejects.not.toMatchObject({ message: expect.stringContaining(cpr) });
        expect((await jobs.list()).jobs).toEqual([]);
      })(),
    );

    it(
      'that is not known is not found',
      onStore(make, async (jobs) => {
        for (const id of ['deliver-0123456789abcdef0123456789abcdef', 'deliver', '', cpr]) {
          expect(await jobs.get(id)).toBeUndefined();
          await expect(jobs.cancel(id)).rejects.toMatchObject({ code: 'jobs.not-found' });
        }
      }),
    );
  });
}
