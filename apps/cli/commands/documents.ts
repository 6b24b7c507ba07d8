import type { Command } from 'commander';
import { commandsPage } from '../documents/commands-page.js';
import { eventsPage } from '../documents/events-page.js';
import { settingsPage } from '../documents/settings-page.js';
import type { Context } from '../context.js';

/** Pages of docs/ that are made from the code, so that they cannot say otherwise. */
export function documentCommands(program: Command, { terminal }: Context): void {
  const docs = program
    .command('docs')
    .description('Prints a page of documentation that is made from the code, as Markdown.');
  const pages: readonly (readonly [name: string, what: string, page: () => string])[] = [
    ['events', 'The event catalogue.', eventsPage],
    ['settings', 'Every setting.', settingsPage],
    ['commands', 'Every command.', () => commandsPage(program)],
  ];
  for (const [name, what, page] of pages)
    docs
      .command(name)
      .description(what)
      .action(() => terminal.out(page().trimEnd()));
}
