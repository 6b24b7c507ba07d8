import { Command } from 'commander';
import { build } from '#apps/house';
import { backupCommands } from './commands/backup.js';
import { codeListsCommand } from './commands/code-lists.js';
import { credentialCommand } from './commands/credential.js';
import { dashboardCommand } from './commands/dashboard.js';
import { deliverCommands } from './commands/deliver.js';
import { demoCommand } from './commands/demo.js';
import { documentCommands } from './commands/documents.js';
import { importCommands } from './commands/import.js';
import { keyCommand } from './commands/key.js';
import { logCommands } from './commands/log.js';
import { projectCommands } from './commands/project.js';
import { rulesCommand } from './commands/rules.js';
import { serveCommand } from './commands/serve.js';
import { synthesizeCommand } from './commands/synthesize.js';
import { traceCommand } from './commands/trace.js';
import { verifyCommands } from './commands/verify.js';
import { viewCommands } from './commands/view.js';
import type { Context } from './context.js';
import { withoutNumber } from './explain-error.js';

/** Every command of `sagsspor`. Each folder of work is a file in commands/. */
export function programOf(context: Context): Command {
  const program = new Command('sagsspor')
    .description("Event-sourced case log for Danish statistics on children's social cases.")
    .version(build)
    .exitOverride()
    .showHelpAfterError('(add --help for what the command takes)')
    .configureOutput({
      writeOut: (text) => context.terminal.out(text.trimEnd()),
      writeErr: (text) => context.terminal.note(withoutNumber(text.trimEnd())),
    });
  const commands = [
    demoCommand,
    serveCommand,
    importCommands,
    viewCommands,
    traceCommand,
    deliverCommands,
    dashboardCommand,
    projectCommands,
    verifyCommands,
    logCommands,
    backupCommands,
    credentialCommand,
    keyCommand,
    codeListsCommand,
    synthesizeCommand,
    rulesCommand,
    documentCommands,
  ];
  for (const add of commands) add(program, context);
  return program;
}
