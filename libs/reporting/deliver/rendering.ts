import type { DeliveryRequest, KeptRow, Layout, RenderContext, Statistic } from '../port.js';
import { changedRows, changesLayout, type ChangeRow } from '../supplement/change-row.js';
import { ClearValues } from './clear-values.js';
import type { RenderParts } from './delivery-parts.js';
import { watchRows } from './watch-rows.js';

/** One file to come: its layout and the rows it takes. */
export interface Rendering {
  readonly layout: Layout;
  readonly rows: () => AsyncIterable<KeptRow>;
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
  readonly renderings: readonly Rendering[];
  /** Tells of erased cells once every file is rendered. */
  readonly clear: ClearValues;
}

/** Says which files come of the kept rows, which each reads anew. */
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
  return { context, renderings: renderingsOf(source, clear, parts), clear };
}

function renderingsOf(
  { request, statistic, rowsSha256, isSupplement }: Source,
  clear: ClearValues,
  parts: RenderParts,
): Rendering[] {
  const { tokensOf } = statistic;
  const rendering = <Row extends KeptRow>(
    layout: Layout,
    rows: () => Iterable<Row>,
    tokensOf: (row: Row) => readonly string[],
  ): Rendering => ({
    layout,
    rows: () => clear.of(watchRows(rows(), parts, { step: 'render', layout: layout.id }), tokensOf),
  });
  const layouts = statistic.layouts.filter(({ serves }) => serves === undefined || serves(request));
  const kept = (): Iterable<KeptRow> => parts.kept.read(rowsSha256);
  if (!isSupplement) return layouts.map((layout) => rendering(layout, kept, tokensOf));
  const changes = kept as () => Iterable<ChangeRow>;
  return [
    ...layouts.map((layout) => rendering(layout, () => changedRows(changes()), tokensOf)),
    rendering(changesLayout(tokensOf), changes, ({ row }) => tokensOf(row)),
  ];
}

/** The recorded time of the as-of event: the only clock a file may show. */
export const recordedAt = ({ reader }: Pick<RenderParts, 'reader'>, asOf: number): string =>
  reader.readAll(asOf - 1, 1)[0]!.metadata.recordedAt;
