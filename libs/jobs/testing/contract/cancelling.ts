import type { JsonValue } from '../../port.js';
import { untilEnded } from '../../until-ended.js';
import { aborted, eventually, gate, onStore, type MakeStore } from './contract-jobs.js';

export function describeCancelling(make: MakeStore): void {
  describe('cancelling', () => {
    it(
      'a waiting job ends it at once, and it is never begun',
      onStore(make, async (jobs) => {
        const { id } = await jobs.add('deliver', 1);
        expect(await jobs.cancel(id)).toMatchObject({ id, state: 'cancelled', failure: { code: 'jobs.cancelled' } });
        expect((await jobs.get(id))!.endedAt).not.toBeNull();
        const ran: JsonValue[] = [];
        jobs.work({ processors: { deliver: async (data) => void ran.push(data) } });
        const after = await jobs.add('deliver', 2);
        await untilEnded(jobs, after.id);
        expect(ran).toEqual([2]);
        expect(await jobs.get(id)).toMatchObject({ state: 'cancelled', failure: { code: 'jobs.cancelled' } });
      }),
    );

    it(
      'an active job from elsewhere aborts its signal; it is cancelled when its processor has stopped, and not tried again',
      onStore(make, async (jobs, store) => {
        let ran = 0;
        const stop = gate();
        jobs.work({
          processors: {
            async deliver(_, { signal }) {
              ran++;
              const reason = await aborted(signal);
              await stop.opened;
              throw reason;
            },
          },
        });
        const { id } = await jobs.add('deliver', {});
        await eventually(
          () => jobs.get(id),
          (job) => job!.state === 'active',
        );
        expect(await (await store.open()).cancel(id)).toMatchObject({ state: 'active' });
        stop.open();
        expect(await untilEnded(jobs, id)).toMatchObject({ state: 'cancelled', failure: { code: 'jobs.cancelled' } });
        expect(ran).toBe(1);
      }),
    );

    it(
      'between two attempts ends the job',
      onStore(make, async (jobs) => {
        let ran = 0;
        const deliver = async (): Promise<never> => {
          ran++;
          throw new Error('not yet');
        };
        jobs.work({ processors: { deliver } });
        const { id } = await jobs.add('deliver', {}, { backOff: 700 });
        await eventually(
          () => jobs.get(id),
          (job) => job!.state === 'waiting' && job!.attempts === 1,
        );
        expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled' });
        // A job added later waits longer: when it is tried again, the cancelled one's turn is over.
        const later = await jobs.add('deliver', 'later', { backOff: 700, attempts: 2 });
        await untilEnded(jobs, later.id);
        expect(ran).toBe(3);
        expect(await jobs.get(id)).toMatchObject({ state: 'cancelled' });
      }),
    );

    it(
      'what has ended changes nothing, and a processor that is too far gone ends as done',
      onStore(make, async (jobs) => {
        const begun = gate();
        jobs.work({
          processors: {
            async deliver(_, { signal }) {
              begun.open();
              await aborted(signal);
              return 'sent already';
            },
          },
        });
        const { id } = await jobs.add('deliver', {});
        await begun.opened;
        await jobs.cancel(id);
        const done = await untilEnded(jobs, id);
        expect(done).toMatchObject({ state: 'done', result: 'sent already' });
        expect(await jobs.cancel(id)).toEqual(done);
      }),
    );

    it(
      'a job cancels its children; begun again, it is whole',
      onStore(make, async (jobs) => {
        const children = [1, 2, 3].map((data) => ({ kind: 'deliver', data }));
        const { id } = await jobs.add('national', {}, { children });
        expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled' });
        const states = async (): Promise<string[]> =>
          (await jobs.list({ kind: 'deliver' })).jobs.map(({ state }) => state);
        expect(await states()).toEqual(['cancelled', 'cancelled', 'cancelled']);
        expect(await jobs.add('national', {}, { children, again: true })).toMatchObject({ id, state: 'waiting' });
        expect(await states()).toEqual(['waiting', 'waiting', 'waiting']);
        jobs.work({
          processors: {
            deliver: async (data) => data,
            national: async (_, context) => (await context.children()).map(({ result }) => result),
          },
        });
        expect(await untilEnded(jobs, id)).toMatchObject({ state: 'done', result: [1, 2, 3] });
      }),
    );
  });
}
