import { resolve } from 'node:path';
import type { Command } from 'commander';
import { generateMasterKeyFile } from '#libs/identity';
import type { Context } from '../context.js';

export function keyCommand(program: Command, { terminal }: Context): void {
  const key = program.command('key').description('The master key of the vault.');
  key
    .command('generate <file>')
    .description(
      'Makes a master key in a new file that only its owner can read. Keep it apart from data and backups: without it nobody can tell who a pseudonym is.',
    )
    .action((file: string) => {
      generateMasterKeyFile(resolve(file));
      terminal.out(`made ${resolve(file)}; name it in SAGSSPOR_MASTER_KEY_FILE`);
    });
}
