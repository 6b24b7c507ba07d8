import type { Jobs, JsonValue } from '../port.js';
import { eventually, gate } from '../testing/contract/contract-jobs.js';
import { describeWithRedis, RedisServer } from '../testing/redis-server.js';
import { removeTemporaryDirectories } from '../testing/temporary-directory.js';
import { untilEnded } from '../until-ended.js';
import { openRedisJobs } from './open.js';

const kinds = ['deliver'];
const lease = { lock: 1200, check: 400 };

afterAll(removeTemporaryDirectories);

describeWithRedis('jobs on a Redis', () => {
  let server: RedisServer;
  let jobs: Jobs;
  const complaints: unknown[] = [];
  beforeEach(async () => {
    complaints.length = 0;
    server = await RedisServer.start();
    jobs = await openRedisJobs({
      url: server.url,
      kinds,
      lease,
      limit: 1000,
      onError: (error) => complaints.push(error),
    });
  });
  afterEach(async () => {
    await jobs.close();
    await server.stop();
  });

  it('that is flushed lose what was queued and nothing else: the worker goes on, and a request made again is done', async () => {
    const effects = new Set<JsonValue>();
    const begun = gate();
    const go = gate();
    jobs.work({
      processors: {
        async deliver(data) {
          begun.open();
          await go.opened;
          effects.add(data);
          return data;
        },
      },
    });
    const asked = [];
    for (const data of ['held', 'queued']) asked.push((await jobs.add('deliver', data)).id);
    await begun.opened;
    await server.tell('FLUSHALL');
    expect(await jobs.list()).toEqual({ jobs: [], next: null });
    go.open();
    await eventually(
      () => effects.size,
      (count) => count === 1,
    );
    for (const data of ['held', 'queued']) await jobs.add('deliver', data);
    for (const id of asked) expect(await untilEnded(jobs, id)).toMatchObject({ state: 'done', attempts: 1 });
    expect([...effects]).toEqual(['held', 'queued']);
  });

  it('that is killed and started again go on by themselves, with what was queued and what was being done', async () => {
    const begun = gate();
    const go = gate();
    jobs.work({
      processors: {
        async deliver(data) {
          begun.open();
          await go.opened;
          return data;
        },
      },
    });
    const asked = [];
    for (const data of ['held', 'queued']) asked.push((await jobs.add('deliver', data)).id);
    await begun.opened;
    await server.stop('SIGKILL');
    go.open();
    await server.run();
    for (const id of asked) expect(await untilEndedOverall(jobs, id)).toMatchObject({ state: 'done' });
  });

  it('that is away for longer than a lease, from the first moment of a worker: the job is begun again', async () => {
    const begun = gate();
    const go = gate();
    const { id } = await jobs.add('deliver', 'held');
    const attempts: number[] = [];
    jobs.work({
      processors: {
        async deliver(_, { attempt }) {
          attempts.push(attempt);
          begun.open();
          await go.opened;
        },
      },
    });
    await begun.opened;
    await server.stop('SIGKILL');
    go.open();
    await new Promise((next) => setTimeout(next, lease.lock + 300));
    await server.run();
    expect(await untilEndedOverall(jobs, id)).toMatchObject({ state: 'done', attempts: 2 });
    expect(attempts).toEqual([1, 2]);
  });

  it('that is away do not hold up who closes', async () => {
    const begun = gate();
    const worker = jobs.work({
      processors: {
        async deliver() {
          begun.open();
        },
      },
    });
    await jobs.add('deliver', 1);
    await begun.opened;
    await server.stop('SIGKILL');
    const began = Date.now();
    await worker.close(100);
    expect(Date.now() - began).toBeLessThan(4000);
    await server.run();
    await eventually(
      () => jobs.health(),
      ({ problem }) => problem === null,
    );
  });

  it('that is away is complained of once by all who are connected, and anew when it is away again', async () => {
    jobs.work({ processors: { async deliver() {} }, onError: (error) => complaints.push(error) });
    for (const outages of [1, 2]) {
      await eventually(
        () => jobs.health(),
        ({ problem }) => problem === null,
      );
      await server.stop('SIGKILL');
      // Takes as long as a call may, in which each connection tries several times to come back.
      expect(await jobs.health()).toMatchObject({ problem: { code: 'jobs.unreachable' } });
      expect(complaints).toHaveLength(outages);
      await server.run();
    }
  });

  it('that is away answer within the time limit, say so in their health, and are well when it is back', async () => {
    const { id } = await jobs.add('deliver', 1);
    await server.stop('SIGKILL');
    const began = Date.now();
    for (const call of [jobs.add('deliver', 2), jobs.get(id), jobs.list(), jobs.cancel(id)])
      await expect(call).rejects.toMatchObject({ code: 'jobs.unreachable' });
    expect(Date.now() - began).toBeLessThan(3000);
    const away = { engine: 'redis', problem: { code: 'jobs.unreachable' }, waiting: null, active: null };
    expect(await jobs.health()).toMatchObject(away);
    await server.run();
    await eventually(
      () => jobs.health(),
      ({ problem }) => problem === null,
    );
    expect(await jobs.get(id)).toBeDefined();
  });
});

/** As untilEnded, over calls that fail while the server is away. */
async function untilEndedOverall(jobs: Jobs, id: string): ReturnType<typeof untilEnded> {
  return (await eventually(
    () => jobs.get(id).catch(() => undefined),
    (job) => job !== undefined && job.endedAt !== null,
  ))!;
}
