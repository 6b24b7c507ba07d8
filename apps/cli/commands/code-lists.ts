import type { Command } from 'commander';
import { codeList, codeLists, loadReference, periodsOf, valueOf } from '#libs/reference';
import { alignedTable } from '../aligned-table.js';
import { configOf, type Context } from '../context.js';

export function codeListsCommand(program: Command, context: Context): void {
  program
    .command('code-lists [list]')
    .description('Lists the code lists, or the codes of one with their validity. Your own additions: SAGSSPOR_CODES.')
    .action((list: string | undefined) => {
      const { codes } = configOf(context, {});
      loadReference(codes === undefined ? {} : { extraDirectory: codes });
      context.terminal.out(list === undefined ? all() : one(list));
    });
}

const all = (): string =>
  alignedTable(
    ['list', 'codes', 'complete', 'confidence', 'title'],
    codeLists().map(({ id, codes, complete, confidence, title_en }) => [
      id,
      String(codes.length),
      complete ? 'yes' : 'no',
      confidence,
      title_en,
    ]),
  );

const one = (id: string): string =>
  alignedTable(
    ['code', 'Danish', 'English', 'from', 'to'],
    codeList(id).codes.flatMap((entry) =>
      periodsOf(entry).map(({ validFrom = '', validTo = '' }) => [
        valueOf(entry) ?? '(not known)',
        entry.da ?? '',
        entry.en ?? '',
        validFrom,
        validTo,
      ]),
    ),
  );
