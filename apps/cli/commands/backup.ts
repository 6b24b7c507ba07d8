import { resolve } from 'node:path';
import type { Command } from 'commander';
import { restoreHouse } from '#apps/house';
import { configOf, type Context, type Places } from '../context.js';
import { withWriter } from '../server/with-house.js';
import { count } from '../terminal.js';

export function backupCommands(program: Command, context: Context): void {
  program
    .command('backup <directory>')
    .description(
      'Copies log, vault, kept rows, receipts and credentials into an empty directory, also while the server runs. The master key is not in it.',
    )
    .option('--data <directory>', 'data directory')
    .action(async (target: string, options: Places) => {
      const directory = resolve(target);
      const { ordinal } = await withWriter<{ ordinal: number }>(context, configOf(context, options), {
        here: (house) => house.backupTo(directory),
        there: (server) => server.post('/v1/backups', { directory }, context.signal),
      });
      context.terminal.out(`backed up to ${directory} at ordinal ${ordinal}`);
    });
  program
    .command('snapshot <directory>')
    .description(
      'Copies replica and projections into an empty directory, the data directory for another process on the same event store, also while the server runs.',
    )
    .option('--data <directory>', 'data directory')
    .action(async (target: string, options: Places) => {
      const directory = resolve(target);
      const { ordinal } = await withWriter<{ ordinal: number }>(context, configOf(context, options), {
        here: (house) => house.snapshotTo(directory),
        there: (server) => server.post('/v1/snapshots', { directory }, context.signal),
      });
      context.terminal.out(`snapshot in ${directory} at ordinal ${ordinal}`);
    });
  program
    .command('restore <directory>')
    .description(
      'Lays a backup into an empty data directory and verifies it. The projections are built from the log at the next start.',
    )
    .option('--data <directory>', 'data directory, empty or not there yet')
    .action(async (source: string, options: Places) => {
      const { data } = configOf(context, options);
      const { ordinal, kind, at } = await restoreHouse(resolve(source), data);
      context.terminal.out(`restored ${kind} data of ${at} into ${data}: ${count(ordinal)} events, verified`);
    });
}
