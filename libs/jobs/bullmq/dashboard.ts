import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyPluginCallback } from 'fastify';
import type { RedisJobs } from './open.js';

/**
 * The usual dashboard (bull-board) over the queues, to look at only: jobs are asked for and cancelled through the port. Register it under
 * the same prefix, behind the house's own login: `app.register(jobsDashboard(jobs, '/admin/jobs'), { prefix: '/admin/jobs' })`.
 */
export function jobsDashboard(jobs: RedisJobs, basePath: string): FastifyPluginCallback<{ prefix?: string }> {
  const server = new FastifyAdapter();
  server.setBasePath(basePath);
  createBullBoard({
    queues: jobs.queues.all().map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: server as never,
    options: { uiConfig: { boardTitle: 'Sagsspor' } },
  });
  return server.registerPlugin() as FastifyPluginCallback<{ prefix?: string }>;
}
