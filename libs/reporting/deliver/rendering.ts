import type { DeliveryRequest, KeptRow, Layout, RenderContext, Statistic } from '../port.js';
import { changedRows, changesLayout, type ChangeRow } from '../supplement/change-row.js';
import { clearValues } from './clear-values.js';
import type { RenderParts } from './delivery-parts.js';
import { watchRows } from './watch-rows.js';

/** One file to come: its layout and the rows it takes. */
export interface Rendering {
  readonly layout: Layout;
  readonly rows: () => Iterable<KeptRow>;
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
  readonly erased: number;
}

/** Reads the kept rows once to resolve their tokens, and says which files come of them. */
export async function prepareRendering(source: Source, parts: RenderParts): Promise<Prepared> {
  const { request, statistic } = source;
  const kept = (): Iterable<KeptRow> => parts.kept.read(source.rowsSha256);
  const tokensOf = source.isSupplement
    ? (row: KeptRow) => statistic.tokensOf((row as ChangeRow).row)
    : statistic.tokensOf;
  const watched = watchRows(kept(), parts, { step: 'resolve' });
  const clear = await clearValues(mapped(watched, tokensOf), parts.resolve);
  const context: RenderContext = {
    request,
    at: recordedAt(parts, request.asOf),
    synthetic: parts.synthetic,
    resolve: clear.resolve,
    reporter: request.reporter ? await parts.reporterOf(request.reporter, request.asOf) : null,
  };
  return { context, renderings: renderingsOf(source, kept, parts), erased: clear.erased };
}

function renderingsOf(
  { request, statistic, isSupplement }: Source,
  kept: () => Iterable<KeptRow>,
  watch: Pick<RenderParts, 'signal' | 'onProgress'>,
): Rendering[] {
  const rendering = (layout: Layout, rows: () => Iterable<KeptRow>): Rendering => ({
    layout,
    rows: () => watchRows(rows(), watch, { step: 'render', layout: layout.id }),
  });
  const layouts = statistic.layouts.filter(({ serves }) => serves === undefined || serves(request));
  if (!isSupplement) return layouts.map((layout) => rendering(layout, kept));
  const changes = kept as () => Iterable<ChangeRow>;
  return [
    ...layouts.map((layout) => rendering(layout, () => changedRows(changes()))),
    rendering(changesLayout(statistic.tokensOf), kept),
  ];
}

function* mapped<From, To>(from: Iterable<From>, to: (one: From) => To): Generator<To> {
  for (const one of from) yield to(one);
}

/** The recorded time of the as-of event: the only clock a file may show. */
export const recordedAt = ({ reader }: Pick<RenderParts, 'reader'>, asOf: number): string =>
  reader.readAll(asOf - 1, 1)[0]!.metadata.recordedAt;
