import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobContext, JsonValue } from '../../port.js';
import { deliverInto } from '../processors.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { untilEnded } from '../../until-ended.js';
import { eventually, onStore, type MakeStore } from './contract-jobs.js';

export function describeSurvival(make: MakeStore): void {
  describe('several processes', () => {
    it(
      'ask for what another does when all of them have ended',
      onStore(make, async (jobs, store) => {
        const children = [1, 2].map((data) => ({ kind: 'deliver', data }));
        const { id } = await jobs.add('national', 'later', { children, attempts: 7 });
        await jobs.close();
        const later = await store.open();
        expect(await later.get(id)).toMatchObject({ id, state: 'waiting', data: 'later' });
        const sum = async (...told: [JsonValue, JobContext]): Promise<number> =>
          (await told[1].children()).reduce((all, { result }) => all + Number(result), 0);
        later.work({ processors: { deliver: async (data) => data, national: sum } });
        expect(await untilEnded(later, id)).toMatchObject({ state: 'done', result: 3 });
      }),
    );

    it(
      'a worker killed in the middle: the job is begun again, by another, and its effect is there once and whole',
      onStore(make, async (jobs, store) => {
        const directory = temporaryDirectory();
        const child = store.startProcess(directory);
        const held = await jobs.add('deliver', { hold: true, rows: 500 });
        const { id } = await jobs.add('national', {}, { children: [{ kind: 'extract', data: { hold: true } }] });
        await child.says(`half deliver 1`);
        await child.says(`half extract 1`);
        const seen = await eventually(
          () => jobs.get(held.id),
          (job) => job?.progress != null,
        );
        expect(seen).toMatchObject({ state: 'active', progress: { done: 1, of: 2, step: 'half written' } });
        await child.kill();

        const deliver = deliverInto(directory, () => undefined);
        jobs.work({
          processors: { deliver, extract: deliver, national: async (_, { children }) => (await children())[0]!.result },
        });
        expect(await untilEnded(jobs, held.id)).toMatchObject({ state: 'done', attempts: 2, result: { attempt: 2 } });
        expect(await untilEnded(jobs, id)).toMatchObject({ state: 'done', result: { attempt: 2 } });
        const files = readdirSync(directory).filter((name) => name.startsWith('deliver'));
        expect(files).toEqual([`${held.id}.csv`]);
        expect(readFileSync(join(directory, files[0]!), 'utf8').split('\n')).toHaveLength(501);
      }),
      30_000,
    );

    it(
      'a job that takes its process with it each time has failed when its attempts are used up',
      onStore(make, async (jobs, store) => {
        const directory = temporaryDirectory();
        const { id } = await jobs.add('deliver', { hold: true, rows: 1 }, { attempts: 1 });
        const child = store.startProcess(directory);
        await child.says('half deliver 1');
        await child.kill();
        jobs.work({ processors: { deliver: deliverInto(directory, () => undefined) } });
        expect(await untilEnded(jobs, id)).toMatchObject({ state: 'failed', failure: { code: 'jobs.worker-lost' } });
        expect(readdirSync(directory)).not.toContain(`${id}.csv`);
      }),
      30_000,
    );

    it(
      'never run one job at the same time, and each job once',
      onStore(make, async (jobs, store) => {
        const directory = temporaryDirectory();
        const processes = [store.startProcess(directory), store.startProcess(directory)];
        await Promise.all(processes.map((one) => one.says('ready')));
        const overlaps: string[] = [];
        const deliver = deliverInto(directory, (line) => line.startsWith('overlap') && overlaps.push(line));
        jobs.work({ processors: { deliver }, concurrency: 4 });
        const asked = await Promise.all(Array.from({ length: 150 }, (_, n) => jobs.add('deliver', { n, rows: 3 })));
        for (const { id } of asked) expect(await untilEnded(jobs, id)).toMatchObject({ state: 'done', attempts: 1 });
        const output = await Promise.all(processes.map((one) => one.kill()));
        expect([
          ...overlaps,
          ...output
            .join('')
            .split('\n')
            .filter((line) => line.startsWith('overlap')),
        ]).toEqual([]);
        expect(output.some((text) => text.includes('done '))).toBe(true);
        expect(readdirSync(directory).sort()).toEqual(asked.map(({ id }) => `${id}.csv`).sort());
      }),
      30_000,
    );
  });
}
