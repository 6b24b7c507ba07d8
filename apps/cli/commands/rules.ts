import type { Command } from 'commander';
import { rulesCommand as run } from '#libs/rules';
import type { Context } from '../context.js';

export function rulesCommand(program: Command, context: Context): void {
  program
    .command('rules')
    .description('The table of rules: enforced, not software, missing. Needs a source checkout.')
    .option('--check', 'say what is wrong, and fail when anything is')
    .option('--list <prefix>', 'the rules whose ids begin so, one by one')
    .action(({ check, list }: { check?: true; list?: string }) => {
      const argv = [...(check ? ['--check'] : []), ...(list === undefined ? [] : ['--list', list])];
      context.end(run(argv, { out: (text) => context.terminal.out(text) }));
    });
}
