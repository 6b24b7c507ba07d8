import type { JsonValue } from '../../port.js';
import { untilEnded } from '../../until-ended.js';
import { aborted, eventually, gate, onStore, type MakeStore } from './contract-jobs.js';

export function describeWorking(make: MakeStore): void {
  describe('a worker', () => {
    it(
      'runs as many of a kind at a time as it may, and leaves kinds that it cannot do to others',
      onStore(make, async (jobs, store) => {
        let now = 0;
        let most = 0;
        const go = gate();
        const deliver = async (): Promise<void> => {
          most = Math.max(most, ++now);
          await go.opened;
          now--;
        };
        const asked = await Promise.all(Array.from({ length: 9 }, (_, n) => jobs.add('deliver', n)));
        const foreign = await jobs.add('extract', 0);
        jobs.work({ processors: { deliver }, concurrency: 4 });
        await eventually(
          () => now,
          (running) => running === 4,
        );
        go.open();
        await Promise.all(asked.map(({ id }) => untilEnded(jobs, id)));
        expect(most).toBe(4);
        expect(await jobs.get(foreign.id)).toMatchObject({ state: 'waiting', attempts: 0 });
        (await store.open()).work({ processors: { extract: async () => 'mine' } });
        expect(await untilEnded(jobs, foreign.id)).toMatchObject({ result: 'mine' });
      }),
    );

    it(
      'takes up what another process asked for',
      onStore(make, async (jobs, store) => {
        jobs.work({ processors: { deliver: async (data) => data } });
        const other = await store.open();
        const { id } = await other.add('deliver', 'from elsewhere');
        expect(await untilEnded(other, id)).toMatchObject({ state: 'done', result: 'from elsewhere' });
      }),
    );

    it(
      'that closes waits for what it has, and takes no more',
      onStore(make, async (jobs) => {
        const ran: JsonValue[] = [];
        const begun = gate();
        const go = gate();
        const deliver = async (data: JsonValue): Promise<string> => {
          ran.push(data);
          begun.open();
          await go.opened;
          return 'finished';
        };
        const stop = new AbortController();
        const worker = jobs.work({ processors: { deliver }, signal: stop.signal });
        const first = await jobs.add('deliver', 1);
        await begun.opened;
        const second = await jobs.add('deliver', 2);
        stop.abort();
        let closed = false;
        const closing = worker.close().then(() => (closed = true));
        expect(await jobs.get(first.id)).toMatchObject({ state: 'active' });
        expect(closed).toBe(false);
        go.open();
        await closing;
        expect(await jobs.get(first.id)).toMatchObject({ state: 'done', result: 'finished' });
        expect(await jobs.get(second.id)).toMatchObject({ state: 'waiting', attempts: 0 });
        expect(ran).toEqual([1]);
      }),
    );

    it(
      'that will wait no longer hands back what it has, and that is no attempt',
      onStore(make, async (jobs, store) => {
        const begun = gate();
        const reasons: unknown[] = [];
        const worker = jobs.work({
          processors: {
            async deliver(_, { signal }) {
              begun.open();
              reasons.push(await aborted(signal));
              throw signal.reason;
            },
          },
        });
        const { id } = await jobs.add('deliver', {}, { attempts: 1 });
        await begun.opened;
        await worker.close(50);
        expect(reasons).toMatchObject([{ code: 'jobs.closing' }]);
        expect(await jobs.get(id)).toMatchObject({ state: 'waiting', attempts: 0 });
        (await store.open()).work({ processors: { deliver: async (_, { attempt }) => attempt } });
        expect(await untilEnded(jobs, id)).toMatchObject({ state: 'done', result: 1 });
      }),
    );

    it(
      'tells its progress in a loop, and others see it',
      onStore(make, async (jobs, store) => {
        const go = gate();
        jobs.work({
          processors: {
            async deliver(_, { progress }) {
              for (let n = 0; n <= 10_000; n++) progress(n, 10_000, 'rows');
              await go.opened;
              progress(10_000, 10_000, 'sealed');
            },
          },
        });
        const { id } = await jobs.add('deliver', {});
        const other = await store.open();
        const seen = await eventually(
          () => other.get(id),
          (job) => job?.progress?.done === 10_000,
        );
        expect(seen!.progress).toEqual({ done: 10_000, of: 10_000, step: 'rows' });
        go.open();
        expect(await untilEnded(other, id)).toMatchObject({ progress: { step: 'sealed' } });
      }),
    );

    it(
      'whose processor tells of a person fails the job',
      onStore(make, async (jobs) => {
        jobs.work({ processors: { deliver: async (_, { progress }) => progress(1, 2, 'row of 010199-3045') } });
        const { id } = await jobs.add('deliver', {}, { attempts: 1 });
        const failed = await untilEnded(jobs, id);
        expect(failed).toMatchObject({ state: 'failed', progress: null, failure: { code: 'jobs.personal-data' } });
      }),
    );

    it(
      'is not for kinds that were not declared, and closed jobs refuse',
      onStore(make, async (jobs, store) => {
        const invalid = expect.objectContaining({ code: 'jobs.request-invalid' });
        expect(() => jobs.work({ processors: { rebuild: async () => null } })).toThrow(invalid);
        expect(() => jobs.work({ processors: {}, concurrency: 0 })).toThrow(invalid);
        const other = await store.open();
        await other.close();
        await expect(other.add('deliver', 1)).rejects.toMatchObject({ code: 'jobs.closed' });
        expect(() => other.work({ processors: {} })).toThrow(expect.objectContaining({ code: 'jobs.closed' }));
      }),
    );
  });
}
