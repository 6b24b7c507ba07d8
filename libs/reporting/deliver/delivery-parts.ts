import type { EventReader, SideStreams } from '#libs/event-log';
import type { Resolved } from '#libs/identity';
import type { KeptRows } from '../kept/kept-rows.js';
import type { ReporterDescription, Statistic } from '../port.js';

/** What rendering and deriving need from outside: they only read. */
export interface RenderParts {
  readonly reader: Pick<EventReader, 'head' | 'readAll'>;
  readonly side: SideStreams;
  /** What pseudonyms and tokens stand for, in order: the vault's. Asked for about a thousand at a time. */
  readonly resolve: (tokens: readonly string[]) => Promise<readonly Resolved[]>;
  readonly kept: KeptRows;
  /** Every event of the log is synthetic. */
  readonly synthetic: boolean;
  /** Facts about a reporter as of the ordinal; null where nothing is known. Not asked for the country. */
  readonly reporterOf: (code: string, asOf: number) => ReporterDescription | null | Promise<ReporterDescription | null>;
  /** The version of a code list as it is now. */
  readonly listVersion: (list: string) => string;
  /** Resolved when each of the projections (`name.v1`) has written its rows up to the ordinal; rejected when one cannot. */
  readonly projected: (projections: readonly string[], asOf: number) => Promise<void> | void;
  /** Name of the running build: the same one gives the same bytes. */
  readonly build: string;
  readonly onProgress?: (progress: DeliveryProgress) => void;
  /** Aborted = stop soon; nothing is left half-written. */
  readonly signal?: AbortSignal;
}

/** What a delivery needs from outside. */
export interface DeliveryParts extends RenderParts {
  readonly statistic: Statistic;
  /** The first seal that reaches the ordinal; writes one where there is none. */
  readonly sealReaching: (ordinal: number) => Promise<{ readonly to: number; readonly root: string }>;
  /** Files come to lie in `<statistic>/<reporter or dk>/<period or stock>/<ordinal>-<manifest, 12 hex>` below it. */
  readonly outDirectory: string;
  /** For the ledger only: no file shows it. */
  readonly clock: () => Date;
  readonly principal: string;
}

/** How far a delivery is. Rows are told about every thousand, and at the end of each step. */
export interface DeliveryProgress {
  /** Rows kept, rows written to the files. */
  readonly step: 'select' | 'render';
  readonly rows: number;
}
