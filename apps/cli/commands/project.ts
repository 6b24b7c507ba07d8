import type { Command } from 'commander';
import type { Rebuilt } from '#projections/engine';
import { configOf, type Context, type Places } from '../context.js';
import { run, type ServeOptions } from './serve.js';
import { withWriter } from '../server/with-house.js';
import { count } from '../terminal.js';

export function projectCommands(program: Command, context: Context): void {
  program
    .command('project')
    .description('Brings every projection up to the log. A running server does so by itself.')
    .option('--data <directory>', 'data directory')
    .option('--follow', 'go on until it is stopped; serves health and metrics only')
    .option('--host <address>', 'with --follow: address to listen on')
    .option('--port <port>', 'with --follow: port to listen on')
    .option('--demo', 'with --follow: make a new data directory one for made-up events only')
    .action((options: ServeOptions & { follow?: true }) =>
      options.follow
        ? run(context, options, 'own', 'operation', (url) => `projecting; health on ${url}`)
        : project(options, context),
    );
  program
    .command('rebuild')
    .description('Builds every projection anew beside the present one, compares, and cuts over.')
    .option('--data <directory>', 'data directory')
    .action((options: Places) => rebuildAll(options, context));
}

async function project(options: Places, context: Context): Promise<void> {
  const { terminal } = context;
  const head = await withWriter(context, configOf(context, options), {
    async here(house) {
      const { head } = house.status();
      const watch = setInterval(
        () => terminal.progress(`projected ${count(house.status().projected)} of ${count(head)} …`),
        100,
      );
      try {
        await house.projectedTo(head);
      } finally {
        clearInterval(watch);
      }
      return head;
    },
    there: async () => undefined,
  });
  terminal.settle();
  terminal.out(head === undefined ? 'The running server projects by itself.' : `projected up to ordinal ${head}`);
}

async function rebuildAll(options: Places, context: Context): Promise<void> {
  const { terminal, signal } = context;
  const results = await withWriter<readonly Rebuilt[]>(context, configOf(context, options), {
    here: (house) =>
      house.rebuild({
        onProgress: (stage, done, of) => terminal.progress(`${stage}: ${count(done)} of ${count(of)} events …`),
      }),
    there: async (server) =>
      (await server.post<{ projections: readonly Rebuilt[] }>('/v1/rebuilds', undefined, signal)).projections,
  });
  terminal.settle();
  for (const { projection, ordinal, digest, before } of results) {
    const compared =
      before === undefined ? 'built for the first time' : before === digest ? 'same as before' : 'differs from before';
    terminal.out(`${projection}: up to ordinal ${ordinal}, ${digest.slice(0, 16)}, ${compared}`);
  }
}
