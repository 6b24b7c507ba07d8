import type { FastifyPluginCallback } from 'fastify';
import type { RedisJobs } from './open.js';

/**
 * The usual dashboard (bull-board) over the queues, to look at only: jobs are asked for and cancelled through the port. Register it under
 * the path it is told, behind the house's own login:
 * `app.register(await jobsDashboard(jobs, '/admin/jobs'), { prefix: '/admin/jobs' })`.
 */
export async function jobsDashboard(
  jobs: RedisJobs,
  basePath: string,
): Promise<FastifyPluginCallback<{ prefix?: string }>> {
  // Loaded where it is wanted only: below it are ES modules, which Node can require and Jest cannot.
  const [{ createBullBoard }, { BullMQAdapter }, { FastifyAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/fastify'),
  ]);
  const server = new FastifyAdapter();
  server.setBasePath(basePath);
  createBullBoard({
    queues: jobs.queues.all().map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    // The adapter brings types of its own copy of the same package.
    serverAdapter: server as never,
    options: { uiConfig: { boardTitle: 'Sagsspor' } },
  });
  return server.registerPlugin() as FastifyPluginCallback<{ prefix?: string }>;
}
