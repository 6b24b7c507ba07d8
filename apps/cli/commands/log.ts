import { resolve } from 'node:path';
import type { Command } from 'commander';
import { moveFromStore, moveToStore, type Moved } from '#apps/house';
import { CliError } from '../cli-error.js';
import { configOf, type Context, type Places } from '../context.js';
import { count } from '../terminal.js';

export function logCommands(program: Command, context: Context): void {
  const log = program.command('log').description('The log as a whole.');
  log
    .command('copy')
    .description(
      'Copies log, vault, credentials, receipts and refusals into the event store of SAGSSPOR_EVENTSTORE, or out of it into a new data directory. Ordinals, hashes and seals stay the same. Broken off, it goes on when it is begun again. No server may run on either meanwhile.',
    )
    .requiredOption('--to <target>', 'eventstore, or a new data directory')
    .option('--data <directory>', 'with --to eventstore: the data directory to copy from')
    .action((options: Places & { to: string }) => copy(options, context));
}

async function copy({ to, ...places }: Places & { to: string }, context: Context): Promise<void> {
  const { terminal, signal } = context;
  const { data, eventStore, kept } = configOf(context, places);
  if (eventStore === undefined) throw new CliError('cli.usage', 'Name the event store in SAGSSPOR_EVENTSTORE.');
  const onProgress = (what: string, done: number, of: number): void =>
    terminal.progress(`${what}: ${count(done)}${of > done ? ` of ${count(of)}` : ''} …`);
  const watch = { signal, onProgress };
  const isIntoStore = to === 'eventstore';
  const moved: Moved = isIntoStore
    ? await moveToStore({ data, eventStore }, watch)
    : await moveFromStore({ data: resolve(to), eventStore }, watch);
  terminal.settle();
  terminal.out(
    `${count(moved.events)} events of ${moved.kind} data are in ${isIntoStore ? 'the event store' : resolve(to)}, with vault, credentials and receipts.`,
  );
  terminal.note(
    `Delivered rows stay where they are: name that directory in SAGSSPOR_KEPT${isIntoStore ? ` (it was ${kept})` : ''}.`,
  );
}
