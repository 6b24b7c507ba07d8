import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describeWithRedis, RedisServer } from '../testing/redis-server.js';
import { removeTemporaryDirectories } from '../testing/temporary-directory.js';
import { openRedisJobs } from './open.js';

const kinds = ['deliver'];

afterAll(removeTemporaryDirectories);

describeWithRedis('opening jobs on Redis', () => {
  const servers: RedisServer[] = [];
  const start = async (...args: string[]): Promise<RedisServer> => {
    const server = await RedisServer.start(...args);
    servers.push(server);
    return server;
  };
  afterEach(() => Promise.all(servers.splice(0).map((one) => one.stop())));

  it('refuses a server that throws jobs away when its memory is full, and says what to set', async () => {
    const { url } = await start('--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru');
    const refusal = openRedisJobs({ url, kinds });
    await expect(refusal).rejects.toMatchObject({ code: 'jobs.redis-loses-jobs' });
    await expect(refusal).rejects.toThrow(/maxmemory-policy to noeviction/);
  });

  it('refuses a replica', async () => {
    const master = await start();
    const replica = await start('--replicaof', '127.0.0.1', String(master.port));
    await expect(openRedisJobs({ url: replica.url, kinds })).rejects.toMatchObject({ code: 'jobs.redis-read-only' });
  });

  it('says that user or password are refused, and repeats neither', async () => {
    const server = await start(
      '--requirepass',
      'right-secret',
      '--user',
      'sagsspor',
      'on',
      '>users-secret',
      '~*',
      '&*',
      '+@all',
    );
    const at = (login: string): string => `redis://${login}127.0.0.1:${server.port}`;
    for (const login of ['', ':wrong-secret@', 'nobody:right-secret@', 'sagsspor:right-secret@']) {
      const error: Error | undefined = await openRedisJobs({ url: at(login), kinds }).then(
        () => undefined,
        (refusal) => refusal,
      );
      expect(error).toMatchObject({ code: 'jobs.redis-refused' });
      expect(`${error!.message} ${(error!.cause as Error).message} ${error!.stack}`).not.toMatch(/secret|nobody/);
    }
    for (const login of [':right-secret@', 'sagsspor:users-secret@']) {
      const jobs = await openRedisJobs({ url: at(login), kinds });
      expect(await jobs.health()).toMatchObject({ problem: null, waiting: 0, active: 0 });
      await jobs.close();
    }
  });

  it('gives up within its time limit where nothing listens, and where nothing answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    for (const port of [(silent.address() as AddressInfo).port, 1]) {
      const began = Date.now();
      const refusal = openRedisJobs({ url: `redis://127.0.0.1:${port}`, kinds, limit: 300 });
      await expect(refusal).rejects.toMatchObject({ code: 'jobs.unreachable' });
      expect(Date.now() - began).toBeLessThan(3000);
    }
    silent.close();
  });

  it('refuses what is no connection string, without repeating it', async () => {
    for (const url of ['', 'localhost:6379', 'http://:secret@127.0.0.1', 'redis://', 'redis://:secret@host:port']) {
      const refusal = openRedisJobs({ url, kinds });
      await expect(refusal).rejects.toMatchObject({ code: 'jobs.redis-url' });
      await expect(refusal).rejects.not.toThrow(/secret/);
    }
  });

  it('notices in its health that a setting was changed to one that loses jobs', async () => {
    const server = await start();
    const jobs = await openRedisJobs({ url: server.url, kinds });
    expect(await jobs.health()).toMatchObject({ engine: 'redis', problem: null });
    await server.tell('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    expect(await jobs.health()).toMatchObject({ problem: { code: 'jobs.redis-loses-jobs' } });
    await jobs.close();
  });

  it('tells a Redis that is full from one that is away', async () => {
    const server = await start();
    const jobs = await openRedisJobs({ url: server.url, kinds });
    await server.tell('CONFIG', 'SET', 'maxmemory', '1');
    await expect(jobs.add('deliver', 1)).rejects.toMatchObject({ code: 'jobs.store-failed' });
    await server.tell('CONFIG', 'SET', 'maxmemory', '0');
    expect(await jobs.add('deliver', 1)).toMatchObject({ state: 'waiting' });
    await jobs.close();
  });
});
