import { resolve } from 'node:path';
import type { Command } from 'commander';
import { restoreHouse, type House } from '#apps/house';
import { configOf, type Context, type Places } from '../context.js';
import { withWriter } from '../server/with-house.js';
import { count } from '../terminal.js';

export function backupCommands(program: Command, context: Context): void {
  addCopy(program, context, {
    name: 'backup',
    description:
      'Copies log, vault, kept rows, receipts and credentials into an empty directory, also while the server runs. The master key is not in it.',
    path: '/v1/backups',
    copy: (house, directory) => house.backupTo(directory),
    made: 'backed up to',
  });
  addCopy(program, context, {
    name: 'snapshot',
    description:
      'Copies replica and projections into an empty directory, the data directory for another process on the same event store, also while the server runs.',
    path: '/v1/snapshots',
    copy: (house, directory) => house.snapshotTo(directory),
    made: 'snapshot in',
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

interface Copy {
  readonly name: string;
  readonly description: string;
  /** Of the running server that does it. */
  readonly path: string;
  readonly copy: (house: House, directory: string) => Promise<{ readonly ordinal: number }>;
  /** What is said before the directory. */
  readonly made: string;
}

function addCopy(program: Command, context: Context, { name, description, path, copy, made }: Copy): void {
  program
    .command(`${name} <directory>`)
    .description(description)
    .option('--data <directory>', 'data directory')
    .action(async (target: string, options: Places) => {
      const directory = resolve(target);
      const { ordinal } = await withWriter<{ readonly ordinal: number }>(context, configOf(context, options), {
        here: (house) => copy(house, directory),
        there: (server) => server.post(path, { directory }, context.signal),
      });
      context.terminal.out(`${made} ${directory} at ordinal ${ordinal}`);
    });
}
