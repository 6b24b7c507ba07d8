import { Option, type Command } from 'commander';
import { keepHeapLean, type DeliveryNote, type DeliveryResult, type DeliverOrder, type House } from '#apps/house';
import { comparisonJson, comparisonText, type Reproduction } from '#libs/reporting';
import { alignedTable } from '../aligned-table.js';
import { CliError } from '../cli-error.js';
import { configOf, endWith, type Context, type Places } from '../context.js';
import { withReader, withWriter } from '../server/with-house.js';
import { count } from '../terminal.js';

interface DeliverOptions extends Places {
  readonly reporter?: string;
  readonly country?: true;
  readonly period?: string;
  readonly asOf?: string;
  readonly since?: string;
  readonly compare?: string;
  readonly supplement?: true;
  readonly json?: true;
}

export function deliverCommands(program: Command, context: Context): void {
  program
    .command('deliver <statistic>')
    .description(
      'Delivers a statistic: files and manifest into the output directory, an entry in the ledger. The same again is the same delivery.',
    )
    .option('--data <directory>', 'data directory')
    .option('--out <directory>', 'output directory')
    .option('--reporter <code>', 'one municipality or provider')
    .option('--country', 'the whole country instead')
    .option('--period <period>', 'a quarter (2026Q1), a year (2026); none for a full stock')
    .option('--as-of <moment>', 'as believed at an ordinal, an instant or the end of a day; the head when not given')
    .option('--since <day>', 'of a full stock: measures active on or after this day')
    .option('--supplement', 'only what came since the period was delivered')
    .option('--compare <delivery>', 'and print the difference to an earlier delivery')
    .action((statistic: string, options: DeliverOptions) => deliver(statistic, options, context));
  program
    .command('deliveries')
    .description('Lists the deliveries of the ledger.')
    .option('--data <directory>', 'data directory')
    .option('--reporter <code>', 'one municipality or provider')
    .option('--period <period>', 'one period')
    .action((options: DeliverOptions) =>
      withReader(configOf(context, options), async ({ deliveries, operator }) => {
        const { reporter, period } = options;
        const filter = { ...(reporter !== undefined && { reporter }), ...(period !== undefined && { period }) };
        context.terminal.out(listText(deliveries.list(filter, operator)));
      }),
    );
  program
    .command('compare <earlier> <later>')
    .description('The difference between two deliveries: added, changed, gone, vanished.')
    .option('--data <directory>', 'data directory')
    .addOption(new Option('--json', 'for programs'))
    .action((earlier: string, later: string, options: DeliverOptions) =>
      withReader(configOf(context, options), async ({ deliveries, operator }) => {
        const comparison = await deliveries.compare(earlier, later, operator);
        context.terminal.out((options.json ? comparisonJson(comparison) : comparisonText(comparison)).trimEnd());
      }),
    );
  program
    .command('reproduce <delivery>')
    .description('Makes a delivery again, writes nothing, and says whether rows and bytes are the same.')
    .option('--data <directory>', 'data directory')
    .action((id: string, options: DeliverOptions) =>
      withReader(configOf(context, options), async ({ deliveries, operator }) =>
        tellReproduction(await deliveries.reproduce(id, operator), context),
      ),
    );
}

async function deliver(statistic: string, options: DeliverOptions, context: Context): Promise<void> {
  const config = configOf(context, options);
  const order = orderOf(statistic, options);
  const { signal, terminal } = context;
  const onProgress = (step: string, rows: number): void => terminal.progress(`${step}: ${count(rows)} rows …`);
  const result = await withWriter<DeliveryResult | null>(context, config, {
    async here({ deliveries, operator, projectedTo, status }: House) {
      keepHeapLean();
      await projectedTo(status().head);
      return deliveries[options.supplement ? 'supplement' : 'deliver'](order, operator, { signal, onProgress });
    },
    there: (server) =>
      options.supplement
        ? server
            .post<{ supplement: DeliveryResult | null }>('/v1/deliveries/supplements', overHttp(order), signal)
            .then((answer) => answer.supplement)
        : server.post<DeliveryResult>('/v1/deliveries', overHttp(order), signal),
  });
  terminal.settle();
  if (!result) return terminal.out('Nothing came since the period was delivered; there is nothing to supplement.');
  terminal.out(resultText(result));
  if (options.compare !== undefined) {
    const earlier = options.compare;
    await withReader(config, async ({ deliveries, operator }) =>
      terminal.out(comparisonText(await deliveries.compare(earlier, result.id, operator)).trimEnd()),
    );
  }
}

/** Over HTTP the country has a name, and a full stock no period. */
const overHttp = ({ reporter, period, ...rest }: DeliverOrder): object => ({
  ...rest,
  reporter: reporter || 'dk',
  ...(period !== '' && { period }),
});

function orderOf(statistic: string, { reporter, country, period = '', asOf, since }: DeliverOptions): DeliverOrder {
  if ((reporter === undefined) === (country === undefined))
    throw new CliError('cli.usage', 'Name a reporter (--reporter 615) or the country (--country), one of the two.');
  return {
    ...{ statistic, period, reporter: reporter ?? '' },
    ...(asOf !== undefined && { asOf }),
    ...(since !== undefined && { parameters: { since } }),
  };
}

export function resultText({ id, again, rows, asOf, folder, files }: DeliveryResult): string {
  return [
    `${id}: ${count(rows)} rows as of ordinal ${asOf}${again ? ' (delivered before; nothing was added)' : ''}`,
    ...files.map(({ name, bytes }) => `  ${folder}/${name}  ${count(bytes)} bytes`),
    `  ${folder}/manifest.json`,
  ].join('\n');
}

function listText(notes: readonly DeliveryNote[]): string {
  const rows = notes.map(({ id, period, asOf, rows, at, supplementOf = '' }) => [
    id,
    period || 'stock',
    String(asOf),
    count(rows),
    at,
    supplementOf,
  ]);
  return alignedTable(['delivery', 'period', 'as of', 'rows', 'delivered', 'supplement of'], rows);
}

function tellReproduction({ delivery, verdict, reasons, movedRows, files }: Reproduction, context: Context): void {
  const { terminal } = context;
  terminal.out(`${delivery.id}: ${verdict}${reasons.length ? ` (${reasons.join(', ')})` : ''}`);
  for (const { name, state } of files) terminal.out(`  ${name}: ${state}`);
  for (const { key, kind, movedBy } of movedRows)
    terminal.out(`  row ${key} ${kind}, moved by ordinals ${movedBy.join(' ')}`);
  endWith(context, verdict === 'different');
}
