import { checkServer } from './check-server.js';

const good = { redis_version: '7.0.15', cluster_enabled: '0', role: 'master', maxmemory_policy: 'noeviction' };
const info = (said: Partial<typeof good>): string =>
  ['# Server', ...Object.entries({ ...good, ...said }).map(([name, value]) => `${name}:${value}`), ''].join('\r\n');

describe('a Redis', () => {
  it.each([{}, { redis_version: '6.2.0' }, { redis_version: '8.2.1' }])('that says %j is taken', (said) => {
    expect(() => checkServer(info(said))).not.toThrow();
  });

  it.each([
    [{ redis_version: '6.0.16' }, 'jobs.redis-too-old'],
    [{ redis_version: '5.0.3' }, 'jobs.redis-too-old'],
    [{ cluster_enabled: '1' }, 'jobs.redis-cluster'],
    [{ role: 'slave' }, 'jobs.redis-read-only'],
    [{ maxmemory_policy: 'allkeys-lru' }, 'jobs.redis-loses-jobs'],
    [{ maxmemory_policy: 'volatile-ttl' }, 'jobs.redis-loses-jobs'],
    [{ maxmemory_policy: '' }, 'jobs.redis-loses-jobs'],
  ])('that says %j is refused: %s', (said, code) => {
    expect(() => checkServer(info(said))).toThrow(expect.objectContaining({ code }));
  });
});
