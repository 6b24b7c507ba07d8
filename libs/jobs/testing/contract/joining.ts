import type { JsonValue } from '../../port.js';
import { FinalFailure } from '../../jobs-error.js';
import { assertAllDone, untilEnded } from '../../until-ended.js';
import { eventually, gate, onStore, type MakeStore } from './contract-jobs.js';

const reporters = Array.from({ length: 12 }, (_, n) => `m-${101 + n}`);
const children = reporters.map((reporter) => ({ kind: 'extract', data: { reporter } }));

export function describeJoining(make: MakeStore): void {
  describe('a job with children', () => {
    it(
      'begins when the last has ended, and is told of them in the order they were asked for',
      onStore(make, async (jobs) => {
        const last = gate();
        const order: string[] = [];
        jobs.work({
          processors: {
            async extract(data) {
              const { reporter } = data as { reporter: string };
              if (reporter === reporters[0]) await last.opened;
              order.push(reporter);
              return { rows: reporter.length };
            },
            async national(_, context) {
              order.push('national');
              return (await context.children()).map(({ data, result, state }) => ({ data, result, state }));
            },
          },
          concurrency: 3,
        });
        const { id } = await jobs.add('national', { year: 2026 }, { children });
        const { jobs: listed } = await eventually(
          () => jobs.list({ kind: 'extract', state: 'done' }),
          (page) => page.jobs.length === reporters.length - 1,
        );
        expect(await jobs.get(id)).toMatchObject({ state: 'waiting', parent: null });
        expect(new Set(listed.map(({ parent }) => parent))).toEqual(new Set([id]));
        last.open();
        const joined = children.map(({ data }) => ({ data, result: { rows: 5 }, state: 'done' }));
        expect(await untilEnded(jobs, id)).toMatchObject({ state: 'done', result: joined });
        expect(order.at(-1)).toBe('national');
      }),
    );

    it(
      'is told which failed or was cancelled, and can refuse; begun again, only what is missing is done',
      onStore(make, async (jobs) => {
        const ran: string[] = [];
        const outcomes: string[] = [];
        let broken = true;
        const processors = {
          async extract(data: JsonValue): Promise<JsonValue> {
            const { reporter } = data as { reporter: string };
            ran.push(reporter);
            if (broken && reporter === 'm-103') throw new FinalFailure('extract.no-rows', 'Nothing to extract.');
            return 'whole';
          },
          async national(_: JsonValue, context: Parameters<Parameters<typeof jobs.work>[0]['processors'][string]>[1]) {
            const told = await context.children();
            outcomes.push(...told.map(({ state, failure }) => (failure ? `${state} ${failure.code}` : state)));
            return assertAllDone(told).length;
          },
        };
        const { id } = await jobs.add('national', {}, { children, attempts: 1 });
        const waiting = (await jobs.list({ kind: 'extract' })).jobs;
        await jobs.cancel(waiting.find(({ data }) => (data as { reporter: string }).reporter === 'm-105')!.id);
        jobs.work({ processors });
        expect(await untilEnded(jobs, id)).toMatchObject({ state: 'failed', failure: { code: 'jobs.child-failed' } });
        const expected = reporters.map((one) =>
          one === 'm-103' ? 'failed extract.no-rows' : one === 'm-105' ? 'cancelled jobs.cancelled' : 'done',
        );
        expect(outcomes).toEqual(expected);

        broken = false;
        ran.length = 0;
        await jobs.add('national', {}, { children, attempts: 1, again: true });
        expect(await untilEnded(jobs, id)).toMatchObject({ state: 'done', result: reporters.length });
        expect(ran.sort()).toEqual(['m-103', 'm-105']);
      }),
    );

    it(
      'owns them: the same request elsewhere is another job, and the flow asked for twice is one',
      onStore(make, async (jobs, store) => {
        const other = await store.open();
        const asked = [jobs, other, jobs, other].map((one) => one.add('national', {}, { children }));
        expect(new Set((await Promise.all(asked)).map(({ id }) => id)).size).toBe(1);
        const alone = await jobs.add('extract', children[0]!.data);
        const listed = (await jobs.list({ kind: 'extract' })).jobs;
        expect(listed).toHaveLength(reporters.length + 1);
        expect(listed.filter(({ parent }) => parent === null).map(({ id }) => id)).toEqual([alone.id]);
      }),
    );
  });
}
