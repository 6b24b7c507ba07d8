import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWithRedis, RedisServer } from '../testing/redis-server.js';
import { openPlace } from '../testing/open-place.js';
import { removeTemporaryDirectories } from '../testing/temporary-directory.js';
import { untilEnded } from '../until-ended.js';

afterAll(removeTemporaryDirectories);

async function visit(url: string, ...requests: string[]): Promise<{ statusCode: number; body: string }[]> {
  const script = join(__dirname, '../testing/visit-dashboard.ts');
  const args = ['--require', require.resolve('tsx/cjs'), script, url, ...requests];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

describeWithRedis('the dashboard', () => {
  it('shows the queues and their jobs, and changes nothing', async () => {
    const server = await RedisServer.start();
    const jobs = await openPlace({ url: server.url });
    jobs.work({ processors: { deliver: async () => ({ rows: 7 }) } });
    const { id } = await jobs.add('deliver', { reporter: 'm-101' });
    await untilEnded(jobs, id);

    const [page, queues, changed] = await visit(
      server.url,
      'GET /admin/jobs/',
      'GET /admin/jobs/api/queues?activeQueue=deliver&status=completed',
      'PUT /admin/jobs/api/queues/deliver/clean/completed',
    );
    expect(page).toMatchObject({ statusCode: 200, body: expect.stringContaining('Sagsspor') });
    const script = /src="([^"]+\.js)"/.exec(page!.body)![1]!;
    const [served] = await visit(server.url, `GET ${new URL(script, 'http://host/admin/jobs/').pathname}`);
    expect(served).toMatchObject({ statusCode: 200 });
    const shown = JSON.parse(queues!.body).queues;
    expect(shown.map(({ name }: { name: string }) => name)).toEqual(['deliver', 'extract', 'national']);
    expect(shown[0]).toMatchObject({ counts: { completed: 1 }, jobs: [{ id, returnValue: { rows: 7 } }] });
    expect(changed).toMatchObject({ statusCode: 405 });
    expect(await jobs.get(id)).toMatchObject({ state: 'done' });
    await jobs.close();
    await server.stop();
  });
});
