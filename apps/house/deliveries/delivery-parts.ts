import { sealLog, sealReaching, type EventMetadata, type OpenLog } from '#libs/event-log';
import { listVersion } from '#libs/reference';
import { ReportingError, type KeptRows, type RenderParts, type ReporterDescription } from '#libs/reporting';
import type { RowReader } from '#projections/engine';
import type { Watch } from '../house.js';
import type { ReadSide } from '../tables/read-side.js';

/** What deliveries of a house stand on. */
export interface DeliverySide {
  readonly side: ReadSide;
  readonly log: Pick<OpenLog, 'reader' | 'side'>;
  readonly kept: KeptRows;
  readonly outDirectory: string;
  readonly synthetic: boolean;
  readonly build: string;
  /** Resolves when every projection has reached the ordinal, however long it takes. */
  readonly reached: (ordinal: number) => Promise<void>;
}

/** What rendering and deriving need, with who is watching. */
export function renderParts(
  { side, log, kept, synthetic, build, reached }: DeliverySide,
  watch: Watch = {},
): RenderParts {
  return {
    reader: log.reader,
    side: log.side,
    resolve: (tokens) => side.vault.resolve(tokens),
    kept,
    synthetic,
    reporterOf: (code, asOf) => reporterOf(side.rows('reporters'), code, asOf),
    listVersion,
    projected: (_, asOf) => reached(asOf),
    build,
    ...(watch.signal && { signal: watch.signal }),
    ...(watch.onProgress && { onProgress: ({ step, rows }) => watch.onProgress!(step, rows) }),
  };
}

/** The first seal that reaches an ordinal; one is written where there is none. */
export async function sealFor(
  { log }: Pick<DeliverySide, 'log'>,
  metadata: EventMetadata,
  ordinal: number,
): Promise<{ to: number; root: string }> {
  const seal =
    sealReaching(log.side, ordinal) ?? (await sealLog({ side: log.side, reader: log.reader, metadata, upTo: ordinal }));
  if (!seal) throw new ReportingError('delivery.empty-log', 'The log is empty; there is nothing to deliver.');
  return seal;
}

function reporterOf(reporters: RowReader, code: string, asOf: number): ReporterDescription | null {
  const row = reporters.page({ kind: 'reporter', key: code, asOf }, 1).rows[0];
  return row ? { code, ...(row.body as unknown as Omit<ReporterDescription, 'code'>) } : null;
}
