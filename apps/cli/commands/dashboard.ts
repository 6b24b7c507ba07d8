import type { Command } from 'commander';
import { jobKinds } from '#apps/house';
import { jobsDashboard, openRedisJobs } from '#libs/jobs';
import { CliError } from '../cli-error.js';
import { configOf, wholeNumber, type Context } from '../context.js';
import { stopped } from './serve.js';

const path = '/jobs';

export function dashboardCommand(program: Command, context: Context): void {
  program
    .command('dashboard')
    .description('Shows the queues of deliveries on Redis in a browser of this machine (bull-board), to look at only.')
    .option('--port <port>', 'port to listen on, on loopback', '8081')
    .action(async ({ port }: { port: string }) => {
      const { jobs: url } = configOf(context, {});
      if (url === undefined)
        throw new CliError('cli.usage', 'Jobs lie in the data directory; name the Redis server in SAGSSPOR_JOBS.');
      const { default: fastify } = await import('fastify');
      const jobs = await openRedisJobs({ url, kinds: jobKinds });
      const app = fastify();
      try {
        // A page of another site may know the port; it cannot be asked under a name of this machine.
        app.addHook('onRequest', async ({ hostname }, reply) => {
          if (!['127.0.0.1', 'localhost'].includes(hostname)) return reply.code(421).send();
        });
        await app.register(await jobsDashboard(jobs, path), { prefix: path });
        const listening = await app.listen({ host: '127.0.0.1', port: wholeNumber(port, '--port', 0) });
        context.terminal.note(`queues on ${listening}${path}/`);
        await stopped(context.signal);
      } finally {
        await app.close();
        await jobs.close();
      }
    });
}
