import type { DeliveryRequest, KeptRow, Layout, RenderContext, Statistic } from '../port.js';
import { changedRows, changesLayout, type ChangeRow } from '../supplement/change-row.js';
import { ClearValues } from './clear-values.js';
import type { RenderParts } from './delivery-parts.js';
import { inStep } from './in-step.js';
import { watchRows } from './watch-rows.js';

/** One reading of the kept rows, and the layouts whose files come of it. */
export interface Reading {
  readonly layouts: readonly Layout[];
  /** Each batch while its clear values are held. */
  readonly batches: () => AsyncIterable<readonly KeptRow[]>;
}

/** What is rendered: kept rows, or in a supplement kept changes. */
export interface Source {
  readonly request: DeliveryRequest;
  readonly statistic: Pick<Statistic, 'tokensOf' | 'layouts'>;
  readonly rowsSha256: string;
  readonly isSupplement: boolean;
}

/** Everything a delivery's files are made from. */
export interface Prepared {
  readonly context: RenderContext;
  readonly readings: readonly Reading[];
  /** Tells of erased cells once every file is rendered. */
  readonly clear: ClearValues;
}

/** Says which files come of the kept rows. */
export async function prepareRendering(source: Source, parts: RenderParts): Promise<Prepared> {
  const { request } = source;
  const clear = new ClearValues(parts.resolve);
  const context: RenderContext = {
    request,
    at: recordedAt(parts, request.asOf),
    synthetic: parts.synthetic,
    resolve: clear.resolve,
    reporter: request.reporter ? await parts.reporterOf(request.reporter, request.asOf) : null,
  };
  return { context, readings: readingsOf(source, clear, parts), clear };
}

function readingsOf(
  { request, statistic, rowsSha256, isSupplement }: Source,
  clear: ClearValues,
  parts: RenderParts,
): Reading[] {
  const { tokensOf } = statistic;
  const reading = <Row extends KeptRow>(
    layouts: readonly Layout[],
    rows: () => Iterable<Row>,
    tokensOf: (row: Row) => readonly string[],
  ): Reading => ({ layouts, batches: () => clear.of(watchRows(rows(), parts, { step: 'render' }), tokensOf) });
  const layouts = statistic.layouts.filter(({ serves }) => serves === undefined || serves(request));
  const kept = (): Iterable<KeptRow> => parts.kept.read(rowsSha256);
  if (!isSupplement) return [reading(layouts, kept, tokensOf)];
  const changes = kept as () => Iterable<ChangeRow>;
  return [
    reading(layouts, () => changedRows(changes()), tokensOf),
    reading([changesLayout(tokensOf)], changes, ({ row }) => tokensOf(row)),
  ];
}

/** The layouts of all files to come, in their order. */
export const layoutsOf = ({ readings }: Prepared): Layout[] => readings.flatMap(({ layouts }) => layouts);

/** Renders every file, those of one reading beside each other; `take` is given the bytes of each. Answers in the order of the layouts. */
export async function renderEach<Taken>(
  { readings, context }: Prepared,
  take: (layout: Layout, chunks: AsyncIterable<Uint8Array>) => Promise<Taken>,
): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (const { layouts, batches } of readings)
    taken.push(...(await inStep(batches(), layouts, (layout, rows) => take(layout, layout.write(rows, context)))));
  return taken;
}

/** The recorded time of the as-of event: the only clock a file may show. */
export const recordedAt = ({ reader }: Pick<RenderParts, 'reader'>, asOf: number): string =>
  reader.readAll(asOf - 1, 1)[0]!.metadata.recordedAt;
