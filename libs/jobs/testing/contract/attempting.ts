import { FinalFailure, JobsError } from '../../jobs-error.js';
import { untilEnded } from '../../until-ended.js';
import { eventually, onStore, type MakeStore } from './contract-jobs.js';

const backOff = 150;

export function describeAttempting(make: MakeStore): void {
  describe('an attempt', () => {
    it(
      'that fails is made again, each time after twice the wait',
      onStore(make, async (jobs) => {
        const begun: number[] = [];
        const attempts: number[] = [];
        jobs.work({
          processors: {
            async deliver(_, { attempt }) {
              begun.push(Date.now());
              attempts.push(attempt);
              if (attempt < 4) throw new JobsError('jobs.unreachable', 'Not now.');
              return 'at last';
            },
          },
        });
        const { id } = await jobs.add('deliver', {}, { attempts: 5, backOff });
        const between = await eventually(
          () => jobs.get(id),
          (job) => job!.state === 'waiting' && job!.attempts > 0,
        );
        expect(between!.failure).toEqual({ code: 'jobs.unreachable', message: 'Not now.' });
        expect(await untilEnded(jobs, id)).toMatchObject({
          state: 'done',
          result: 'at last',
          attempts: 4,
          failure: null,
        });
        expect(attempts).toEqual([1, 2, 3, 4]);
        const waits = begun.slice(1).map((time, at) => time - begun[at]!);
        // Clocks of a millisecond may round one down.
        for (const [at, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(backOff * 2 ** at - 2);
      }),
    );

    it(
      'is not made more often than allowed',
      onStore(make, async (jobs) => {
        let ran = 0;
        const deliver = async (): Promise<never> => {
          ran++;
          throw new JobsError('jobs.unreachable', 'Never.');
        };
        jobs.work({ processors: { deliver } });
        const { id } = await jobs.add('deliver', {}, { attempts: 3, backOff: 1 });
        const failure = { code: 'jobs.unreachable', message: 'Never.' };
        expect(await untilEnded(jobs, id)).toMatchObject({ state: 'failed', attempts: 3, failure });
        expect(ran).toBe(3);
      }),
    );

    it(
      'that fails for good is the last',
      onStore(make, async (jobs) => {
        const deliver = async (): Promise<never> => {
          throw new FinalFailure('delivery.no-layout', 'There is no such layout.');
        };
        jobs.work({ processors: { deliver } });
        const { id } = await jobs.add('deliver', {}, { attempts: 9, backOff: 1 });
        expect(await untilEnded(jobs, id)).toMatchObject({ state: 'failed', attempts: 1 });
      }),
    );

    it(
      'leaves no words of an error that promises nothing; its own process is told them',
      onStore(make, async (jobs) => {
        const told: unknown[] = [];
        const processors = {
          deliver: async (): Promise<never> => {
            throw new Error('no row for Karen, 010199-3045');
          },
          extract: async (): Promise<never> => {
            throw new FinalFailure('extract.failed', 'no row for 010199-3045');
          },
        };
        jobs.work({ processors, onError: (error) => told.push((error as Error).message) });
        const one = await jobs.add('deliver', {}, { attempts: 1 });
        const other = await jobs.add('extract', {}, { attempts: 1 });
        for (const { id } of [one, other]) {
          const failed = await untilEnded(jobs, id);
          expect(failed.failure?.code).toBe('jobs.processor-failed');
          expect(JSON.stringify(failed)).not.toMatch(/Karen|010199/);
        }
        expect(told.sort()).toEqual(['no row for 010199-3045', 'no row for Karen, 010199-3045']);
      }),
    );

    it.each([
      ['personal', 'jobs.personal-data', '010199-3045'],
      ['too large', 'jobs.too-large', 'x'.repeat(17_000)],
    ])('whose result is %s fails, and is not made again', (_, code, result) =>
      onStore(make, async (jobs) => {
        jobs.work({ processors: { deliver: async () => result } });
        const { id } = await jobs.add('deliver', {});
        const failed = await untilEnded(jobs, id);
        expect(failed).toMatchObject({ state: 'failed', attempts: 1, result: null, failure: { code } });
      })(),
    );
  });
}
