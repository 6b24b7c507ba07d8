import { Option, type Command } from 'commander';
import { existingKind } from '#apps/house';
import { createCredential, listCredentials, revokeCredential, type CredentialTerms } from '#libs/intake';
import { alignedTable } from '../aligned-table.js';
import { CliError } from '../cli-error.js';
import { configOf, kindFor, type Context, type Places } from '../context.js';

interface CreateOptions extends Places {
  readonly system: string;
  readonly reporter: readonly string[];
  readonly role: CredentialTerms['roles'];
  readonly expires?: string;
  readonly demo?: true;
}

const roles = ['publish', 'read', 'deliver', 'audit', 'national', 'operate'];

export function credentialCommand(program: Command, context: Context): void {
  const credential = program
    .command('credential')
    .description('Credentials of case systems and people; hashed at rest.');
  credential
    .command('create')
    .description('Makes a credential and prints its token, this once.')
    .requiredOption('--system <name>', 'case system that sends, or tool that reads')
    .requiredOption('--reporter <codes...>', 'municipalities and departments it reports or reads for; * = all')
    .addOption(new Option('--role <roles...>', 'what it may do').choices(roles).default(['publish', 'read']))
    .option('--expires <day>', 'last day it is good (YYYY-MM-DD)')
    .option('--demo', 'make a new data directory one for made-up events only')
    .option('--data <directory>', 'data directory, made when there is none')
    .action((options: CreateOptions) => create(options, context));
  credential
    .command('list')
    .description('Lists every credential, without its secret.')
    .option('--data <directory>', 'data directory')
    .action((options: Places) => list(options, context));
  credential
    .command('revoke <id>')
    .description('Makes a credential worthless, at once, for a running server too.')
    .option('--data <directory>', 'data directory')
    .action((id: string, options: Places) => {
      const { data } = configOf(context, options);
      existingKind(data);
      if (!revokeCredential({ directory: data }, id))
        throw new CliError('cli.not-ours', 'There is no credential of that id; `sagsspor credential list` shows them.');
      context.terminal.out('revoked');
    });
}

function create({ system, reporter, role, expires, demo, ...places }: CreateOptions, context: Context): void {
  const config = configOf(context, places);
  const { data } = config;
  const kind = kindFor(config, demo);
  const { id, token } = createCredential({
    ...{ directory: data, system, reporters: reporter, roles: role },
    synthetic: kind === 'demo',
    ...(expires !== undefined && { expires }),
  });
  context.terminal.note(
    `Credential ${id}. The token below is shown this once; it is sent as: Authorization: Bearer <token>`,
  );
  context.terminal.out(token);
}

function list(options: Places, { terminal, env }: Context): void {
  const { data } = configOf({ env }, options);
  existingKind(data);
  const rows = listCredentials({ directory: data }).map(
    ({ id, system, reporters, roles: may, createdAt, revokedAt, expires }) => [
      id,
      system,
      reporters.join(' '),
      may.join(' '),
      createdAt,
      revokedAt ? `revoked ${revokedAt}` : expires ? `until ${expires}` : 'good',
    ],
  );
  terminal.out(alignedTable(['credential', 'system', 'reporters', 'roles', 'made', 'state'], rows));
}
