import type { Command, Option } from 'commander';
import { exitCode } from '../exit-codes.js';

/** Every command with its options, from the program itself. */
export function commandsPage(program: Command): string {
  const codes: Readonly<Record<keyof typeof exitCode, string>> = {
    done: 'done',
    failed: 'could not be done; one line with a stable code says why',
    usage: 'called wrongly',
    found: 'done, and the answer is bad news: events refused, rows that differ, a log that does not verify',
    stopped: 'ended by Ctrl-C or a termination signal; what was acknowledged is kept',
    unread: 'whoever read the output went away before its end',
  };
  const exits = Object.entries(exitCode).map(([name, code]) => `| ${code} | ${codes[name as keyof typeof exitCode]} |`);
  return `# Commands

\`npx sagsspor <command>\`; \`--help\` after any of them. Writing commands find the server that runs on the data directory and use its
API; reading commands run beside it. Where a directory or port is not given, its [setting](settings.md) counts. Results go to standard output,
everything about them to standard error. This page is made by \`sagsspor docs commands\`.

| exit code | meaning |
| --- | --- |
${exits.join('\n')}

${program.commands.flatMap((command) => sections(command, 'sagsspor')).join('\n')}`;
}

function sections(command: Command, before: string): string[] {
  const name = `${before} ${command.name()}`;
  if (command.commands.length > 0) return command.commands.flatMap((one) => sections(one, name));
  const options = command.options.map(optionLine);
  const usage = command.usage().replace('[options]', '').trim();
  return [
    `## ${name}${usage && ` ${usage}`}`,
    '',
    command.description(),
    '',
    ...options,
    ...(options.length ? [''] : []),
  ];
}

function optionLine({ flags, description, defaultValue, argChoices, mandatory }: Option): string {
  const standard = [defaultValue].flat().filter((value) => typeof value === 'string');
  const said = [
    mandatory && 'needed',
    argChoices && `one of ${argChoices.join(', ')}`,
    standard.length > 0 && `default ${standard.join(', ')}`,
  ].filter(Boolean);
  return `- \`${flags}\`: ${description}${said.length > 0 ? ` (${said.join('; ')})` : ''}`;
}
