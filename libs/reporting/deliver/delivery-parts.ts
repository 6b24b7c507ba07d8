import type { EventReader, SideStreams } from '#libs/event-log';
import type { Resolved } from '#libs/identity';
import type { KeptRows } from '../kept/kept-rows.js';
import type { ReporterDescription, Statistic } from '../port.js';

/** What it takes to turn kept rows into files. */
export interface RenderParts {
  readonly statistic: Statistic;
  readonly reader: Pick<EventReader, 'head' | 'readAll'>;
  /** What pseudonyms and tokens stand for, in order; asked for at most 1000 at a time. */
  readonly resolve: (tokens: readonly string[]) => Promise<readonly Resolved[]>;
  /** Who reports, as of an ordinal. Not asked for the country. */
  readonly reporterOf: (code: string, asOf: number) => ReporterDescription | null | Promise<ReporterDescription | null>;
  readonly kept: KeptRows;
  readonly onProgress?: (progress: DeliveryProgress) => void;
  /** Stops between rows; what was begun is removed. */
  readonly signal?: AbortSignal;
}

export interface DeliveryParts extends RenderParts {
  readonly side: SideStreams;
  /** The first seal whose range reaches the ordinal; writes one if there is none. */
  readonly sealReaching: (ordinal: number) => Promise<{ readonly to: number; readonly root: string }>;
  readonly listVersion: (list: string) => string;
  /** Every event of the log is synthetic. */
  readonly synthetic: boolean;
  /** Deliveries lie under it, one folder each. */
  readonly outDirectory: string;
  /** Our clock, an RFC 3339 instant in UTC with milliseconds. For the ledger only. */
  readonly clock: () => string;
  readonly principal: string;
  readonly build: string;
  /** Waits until the statistic's projections have reached the ordinal; without it the caller has seen to that. */
  readonly projected?: (projections: readonly string[], asOf: number) => void | Promise<void>;
}

/** How far a delivery is: rows selected, rows whose tokens are resolved, rows handed to a layout. */
export interface DeliveryProgress {
  readonly step: 'select' | 'resolve' | 'render';
  readonly rows: number;
  /** The layout being rendered. */
  readonly layout?: string;
}
