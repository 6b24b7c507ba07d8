import { join } from 'node:path';
import type { DeliverOrder, House } from '#apps/house';
import { loadMasterKey, openVaultReadOnly } from '#libs/identity';
import { openKeptRows, type KeptRow, type Layout, type RenderContext, type Statistic } from '#libs/reporting';
import { allProjections, statisticsOf } from '#projections';
import { openRowReaders } from '#projections/engine';
import type { Ground, RunBench } from '../harness/bench.js';
import type { Measured } from '../harness/figure.js';
import { pairs, timed } from '../harness/time.js';
import { projectedHouse } from '../ground/filled-house.js';
import { configAt, openWhole } from '../ground/intake-only.js';

/** The largest municipality, and a quarter that all of the log's children live through. */
const [reporter, period] = ['101', '2023Q3'];

/** From request to sealed files, and the full stock format by format, against the same writer fed from memory. */
export const run: RunBench = async (ground) => {
  const directory = await projectedHouse(ground);
  const house = await openWhole(directory);
  try {
    return [
      await delivery(ground, house, { statistic: 'placement-events', reporter, period }, "a reporter's quarter", 0.3),
      await delivery(ground, house, { statistic: 'placement-events', reporter: '', period }, 'the national quarter', 2),
      ...(await stock(ground, directory, house.status().head)),
    ];
  } finally {
    await house.close();
  }
};

/** Each run is as of another ordinal, and so a delivery of its own. */
async function delivery(
  ground: Ground,
  house: House,
  order: Omit<DeliverOrder, 'asOf'>,
  what: string,
  atMost: number,
): Promise<Measured> {
  const { head } = house.status();
  const statistic = statisticsAt(house.config.data).find(({ id }) => id === order.statistic)!;
  let rows: KeptRow[] = [];
  const { runs, base } = await pairs(
    ground.size.runs,
    async (run) => {
      const asOf = String(head - run);
      const { seconds, value } = await timed(() => house.deliveries.deliver({ ...order, asOf }, house.operator));
      if (value.again) throw new Error('this was delivered before; begin with an empty work directory');
      rows = [...openKeptRows(house.config.kept).read(value.rowsSha256)];
      return seconds;
    },
    async (run) => {
      const context = await contextOf(house.config.data, statistic, rows, {
        ...order,
        asOf: head - run,
        parameters: {},
      });
      const layouts = statistic.layouts.filter(({ serves }) => serves === undefined || serves(context.request));
      let seconds = 0;
      for (const layout of layouts) seconds += await write(layout, rows, context);
      return seconds;
    },
  );
  return {
    what: `${what} of placements, ${rows.length} rows, from request to sealed files`,
    unit: 's',
    runs,
    baseline: { what: 'the same rows written from memory by the same writers', runs: base },
    targets: [{ atMost }],
  };
}

/** The L201 file is of one municipality; here it takes the country's rows, so that all formats write the same. */
async function stock(ground: Ground, directory: string, head: number): Promise<Measured[]> {
  const { data } = configAt(directory);
  const statistics = statisticsAt(data);
  const stockOf = statistics.find(({ id }) => id === 'support-stock')!;
  const parquet = statistics
    .find(({ id }) => id === 'support-events')!
    .layouts.find(({ id }) => id.includes('parquet'))!;
  const formats = [
    ['CSV', stockOf.layouts.find(({ id }) => id.includes('csv'))!],
    ['XML (L201)', stockOf.layouts.find(({ id }) => id.includes('l201'))!],
    ['Parquet', parquet],
  ] as const;
  const figures: Measured[] = [];
  for (const [format, layout] of formats) {
    let rows: KeptRow[] = [];
    const { runs, base } = await pairs(
      ground.size.runs,
      async (run) => {
        const { seconds } = await timed(async () => {
          const request = { statistic: stockOf.id, reporter: '', period: '', asOf: head - run, parameters: {} };
          rows = [...first(stockOf.select(request).rows, ground.size.stock)];
          const context = await contextOf(data, stockOf, rows, request);
          await write(layout, rows, { ...context, request: { ...request, reporter } });
        });
        return seconds;
      },
      async () => {
        const request = { statistic: stockOf.id, reporter, period: '', asOf: head, parameters: {} };
        return write(layout, rows, await contextOf(data, stockOf, rows, request));
      },
    );
    figures.push({
      what: `full stock of support measures as of an ordinal, ${rows.length} rows, ${format}`,
      unit: 's',
      runs,
      baseline: { what: 'the same rows written from memory by the same writer', runs: base },
      targets: [{ atMost: 5 }],
    });
  }
  return figures;
}

function statisticsAt(data: string): readonly Statistic[] {
  const { readers } = openRowReaders(join(data, 'projections'), allProjections);
  return statisticsOf((name) => readers[name]!);
}

/** With every token of the rows opened beforehand. */
async function contextOf(
  data: string,
  statistic: Statistic,
  rows: readonly KeptRow[],
  request: RenderContext['request'],
): Promise<RenderContext> {
  const vault = openVaultReadOnly({
    directory: data,
    masterKey: loadMasterKey({ env: {}, file: join(data, 'master.key') }),
  });
  const tokens = [...new Set(rows.flatMap((row) => statistic.tokensOf(row)))];
  const answers = await vault.resolve(tokens);
  await vault.close();
  const clear = new Map(tokens.map((token, at) => [token, answers[at]!.state === 'known' ? answers[at]!.value : '']));
  return {
    request,
    at: '2026-01-01T00:00:00.000Z',
    synthetic: true,
    resolve: (token) => clear.get(token) ?? '',
    reporter: null,
  };
}

/** Writes to nowhere. @returns seconds. */
async function write(layout: Layout, rows: readonly KeptRow[], context: RenderContext): Promise<number> {
  const { seconds } = await timed(async () => {
    let bytes = 0;
    for await (const chunk of layout.write(rows, context)) bytes += chunk.length;
    return bytes;
  });
  return seconds;
}

function* first<T>(all: Iterable<T>, count: number): Generator<T> {
  let taken = 0;
  for (const one of all) {
    if (taken++ === count) return;
    yield one;
  }
}
