import fastify from 'fastify';
import { jobsDashboard } from '../bullmq/dashboard.js';
import { openRedisJobs } from '../bullmq/open.js';
import { kinds } from './kinds.js';

/** A process of its own that serves the dashboard, makes some requests to it and prints the answers, a line of JSON each. */
async function main(url: string, requests: readonly string[]): Promise<void> {
  const jobs = await openRedisJobs({ url, kinds });
  const app = fastify();
  await app.register(await jobsDashboard(jobs, '/admin/jobs'), { prefix: '/admin/jobs' });
  for (const request of requests) {
    const [method, path] = request.split(' ') as ['GET' | 'PUT', string];
    const { statusCode, body } = await app.inject({ method, url: path });
    process.stdout.write(`${JSON.stringify({ statusCode, body })}\n`);
  }
  await app.close();
  await jobs.close();
}

const [url, ...requests] = process.argv.slice(2);
if (!url) throw new Error('usage: visit-dashboard URL REQUEST…');
main(url, requests).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
