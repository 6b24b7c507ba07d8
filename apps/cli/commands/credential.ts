import { Option, type Command } from 'commander';
import { withCredentials } from '#apps/house';
import { createCredential, listCredentials, revokeCredential, type CredentialTerms } from '#libs/intake';
import { alignedTable } from '../aligned-table.js';
import { CliError } from '../cli-error.js';
import { configOf, type Context, type Places } from '../context.js';

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
    .action(async (id: string, options: Places) => {
      const config = configOf(context, options);
      if (!(await withCredentials(config, (at) => revokeCredential(at, id))))
        throw new CliError('cli.not-ours', 'There is no credential of that id; `sagsspor credential list` shows them.');
      context.terminal.out('revoked');
    });
}

async function create(
  { system, reporter, role, expires, demo, ...places }: CreateOptions,
  context: Context,
): Promise<void> {
  const config = configOf(context, places);
  const { id, token } = await withCredentials(
    config,
    (at, kind) =>
      createCredential(at, {
        ...{ system, reporters: reporter, roles: role },
        synthetic: kind === 'demo',
        ...(expires !== undefined && { expires }),
      }),
    demo ? 'demo' : 'live',
  );
  context.terminal.note(
    `Credential ${id}. The token below is shown this once; it is sent as: Authorization: Bearer <token>`,
  );
  context.terminal.out(token);
}

async function list(options: Places, { terminal, env }: Context): Promise<void> {
  const rows = (await withCredentials(configOf({ env }, options), listCredentials)).map(
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
