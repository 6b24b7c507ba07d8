import type { Command } from 'commander';
import { settings } from '#apps/house';
import { programOf } from '../../apps/cli/program.js';
import type { Context } from '../../apps/cli/context.js';

/** Every setting that the house reads, secrets among them. */
export const knownSettings = new Set<string>([
  ...settings.map(([name]) => name),
  'SAGSSPOR_MASTER_KEY',
  'SAGSSPOR_TOKEN',
]);

/** The command line as it is, run by nobody. */
const program = programOf({ terminal: {}, env: {} } as Context);

/** What is wrong with a call of the command line, judged by its own commands and options; undefined when it could be run. */
export function wrongWith(call: readonly string[]): string | undefined {
  let command: Command = program;
  for (const [at, word] of call.entries()) {
    if (word.startsWith('--')) {
      const name = word.split('=')[0];
      if (name !== '--help' && !command.options.some(({ long }) => long === name))
        return `${command.name()} has no option ${name}`;
      continue;
    }
    const inner = command.commands.find((one) => one.name() === word);
    if (inner) command = inner;
    else if (at === 0) return `there is no command ${word}`;
    else if (command.commands.length > 0) return `${command.name()} has no command ${word}`;
  }
  return undefined;
}
