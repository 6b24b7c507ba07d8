import { Option, type Command } from 'commander';
import { tableFormats, writeTables, type Table, type TableQuery } from '#apps/house';
import { views } from '#projections';
import { configOf, wholeNumber, type Context, type Places } from '../context.js';
import { withReader } from '../server/with-house.js';
import { alignedTable } from '../aligned-table.js';

interface ViewOptions extends Places {
  readonly reporter?: string;
  readonly period?: string;
  readonly year?: string;
  readonly on?: string;
  readonly asOf?: string;
  readonly case?: string;
  readonly limit?: string;
  readonly format: 'table' | (typeof tableFormats)[number];
}

export function viewCommands(program: Command, context: Context): void {
  program
    .command('views')
    .description('Lists the views that can be read.')
    .action(() =>
      context.terminal.out(
        alignedTable(
          ['view', 'what', 'narrowed by'],
          views.map(({ name, en, narrowing }) => [name, en, narrowing]),
        ),
      ),
    );
  program
    .command('view <name>')
    .description('Reads a view: schema-1, placements, findings … (`sagsspor views` lists them).')
    .option('--data <directory>', 'data directory')
    .option('--reporter <code>', 'one municipality or provider')
    .option('--period <period>', 'rows dated in a quarter (2026Q1) or a year (2026)')
    .option('--year <year>', 'year of reporting, for schemas and the overview')
    .option('--on <day>', 'rows that are valid on a day; findings that hold on it')
    .option('--as-of <moment>', 'as believed at an ordinal, an instant or the end of a day')
    .option('--case <token>', 'one case, by its token')
    .option('--limit <rows>', 'rows of a table; 50 when not given. Other formats give all rows.')
    .addOption(
      new Option('--format <format>', 'how it is written').choices(['table', ...tableFormats]).default('table'),
    )
    .action((name: string, options: ViewOptions) => view(name, options, context));
  program
    .command('form <serial>')
    .description('Prints one form as an HTML page for A4.')
    .option('--data <directory>', 'data directory')
    .option('--as-of <moment>', 'as believed at an ordinal, an instant or the end of a day')
    .option('--identified', 'with numbers and names in clear')
    .action((serial: string, options: ViewOptions & { identified?: true }) =>
      withReader(configOf(context, options), async ({ tables, operator }) =>
        context.terminal.out(
          await tables.form(
            wholeNumber(serial, 'The serial number'),
            options.asOf,
            options.identified === true,
            operator,
          ),
        ),
      ),
    );
}

async function view(name: string, options: ViewOptions, context: Context): Promise<void> {
  const { format, case: caseKey, limit, asOf, reporter, period, year, on } = options;
  const query: TableQuery = Object.fromEntries(
    Object.entries({ asOf, reporter, period, year, on, caseKey }).filter(([, value]) => value !== undefined),
  );
  await withReader(configOf(context, options), async ({ tables, operator, status }) => {
    const { head, projected } = status();
    if (projected < head) context.terminal.note(`Projected up to ordinal ${projected} of ${head}.`);
    if (format !== 'table') {
      for await (const chunk of writeTables(tables.pages(name, query, operator), format)) {
        await context.terminal.write(chunk);
        if (context.signal.aborted) return;
      }
      return;
    }
    const rows = limit === undefined ? 50 : wholeNumber(limit, '--limit');
    tell(await tables.page(name, { ...query, limit: Math.min(rows, 1000) }, operator), context);
  });
}

function tell({ columns, rows, asOf, next }: Table, { terminal }: Context): void {
  const cells = rows.map((row) => row.map((cell) => (Array.isArray(cell) ? cell.join(' ') : String(cell ?? ''))));
  terminal.out(alignedTable(columns, cells));
  terminal.note(
    `${rows.length} rows as of ordinal ${asOf}${next === null ? '' : '; there are more (--limit, or --format csv for all)'}`,
  );
}
