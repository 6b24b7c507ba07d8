/**
 * Deliveries: `statistic × reporter or country × period × asOf → files + manifest`, written to the ledger as an event.
 * A statistic and its layouts live with their projection; this room knows how to seal, keep, render, compare and reproduce.
 */

import type { Rows } from './writers/column.js';

/** A row of a delivery as kept: pseudonyms and tokens where a person or a sender's id stands; JSON values only. */
export type KeptRow = Readonly<Record<string, unknown>> & {
  /** Names the thing over all deliveries of the statistic (root ordinal or measure): what `--compare` joins on. */
  readonly key: string;
};

export interface DeliveryRequest {
  readonly statistic: string;
  /** Municipality code or provider; '' = the country. */
  readonly reporter: string;
  /** `2026Q1`, `2026`, or '' for a full stock. */
  readonly period: string;
  /** Ordinal. An instant or date is resolved before it comes here. */
  readonly asOf: number;
  /** Statistic's own parameters, e.g. {since: '2012-01-01'}; part of the delivery's identity. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What cannot be delivered, and why: listed in the manifest by the key of its row, never by a number. */
export interface LeftOut {
  readonly key: string;
  readonly rule: string;
  readonly reason: string;
}

export interface Selection {
  /** Rows in delivery order, an order that never depends on a pseudonym. Streams: may be read once. */
  readonly rows: Iterable<KeptRow>;
  /** Filled while `rows` is read. */
  readonly leftOut: LeftOut[];
}

/** What a writer may use: everything that does not come from the rows. No clock: `at` is the recordedAt of the as-of ordinal. */
export interface RenderContext {
  readonly request: DeliveryRequest;
  readonly at: string;
  /** All data of the log are synthetic: goes out as test. */
  readonly synthetic: boolean;
  /** Clear value of a pseudonym or token of the row at hand, before the next is read; `erased` where its key is gone. */
  readonly resolve: (token: string) => string;
  /** Facts about the reporter for envelopes, as of the ordinal. */
  readonly reporter: ReporterDescription | null;
}

export interface ReporterDescription {
  readonly code: string;
  readonly name: string;
  readonly cvr?: string;
  readonly contacts: readonly { kind: 'professional' | 'technical' | 'receipt'; name: string; email: string }[];
  readonly systemName: string;
  readonly systemVersion: string;
}

/** One file of a delivery. */
export interface Layout {
  /** `<statistic>-<format>.v<n>`; a layout used once is never edited. */
  readonly id: string;
  /** Which requests it can serve; every one where absent. A delivery leaves out the layouts that cannot. */
  readonly serves?: (request: DeliveryRequest) => boolean;
  readonly fileName: (context: RenderContext) => string;
  /** Streams the file's bytes. */
  readonly write: (rows: Rows<KeptRow>, context: RenderContext) => AsyncIterable<Uint8Array>;
}

export interface Statistic {
  /** e.g. `placement-events`, `support-stock`, `support-events`. */
  readonly id: string;
  readonly en: string;
  readonly da: string;
  readonly periods: 'quarter' | 'year' | 'stock';
  /** Projections the rows come from, `name.v1`; part of the manifest. */
  readonly projections: readonly string[];
  readonly layouts: readonly Layout[];
  /** The parameters it takes, each a plain date, with the date that holds where none is given; none where absent. */
  readonly dateParameters?: Readonly<Record<string, string>>;
  /** Code lists used in rendering, whose versions the manifest names. */
  readonly codeLists: readonly string[];
  /** The tokens a row holds, so that they can be resolved in batches. */
  readonly tokensOf: (row: KeptRow) => readonly string[];
  readonly select: (request: DeliveryRequest) => Selection;
}

/** What makes a delivery a supplement. All by hash: numbers stand in the ledger only. */
export interface SupplementPart {
  /** Manifest of the delivery or supplement that it follows. */
  readonly since: string;
  /** SHA-256 of all rows of the period as believed at `asOf`, kept as well: what the next supplement is compared with. */
  readonly stateSha256: string;
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
}

/** What is sealed beside the files. Time, principal and delivery number stand in the ledger only. */
export interface Manifest {
  readonly statistic: string;
  readonly reporter: string;
  readonly period: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly asOf: number;
  readonly asOfRecordedAt: string;
  /** The first seal whose range reaches `asOf`. */
  readonly seal: { readonly to: number; readonly root: string };
  readonly projections: readonly string[];
  readonly layouts: readonly string[];
  readonly codeLists: Readonly<Record<string, string>>;
  readonly synthetic: boolean;
  readonly rows: number;
  /** SHA-256 of the pseudonymous rows, canonical JSON Lines. */
  readonly rowsSha256: string;
  readonly leftOut: readonly LeftOut[];
  /** Cells whose person was erased since; they say `erased`. */
  readonly erased: number;
  /** Only in a supplement, whose rows are changes: `{key, change, row}`. */
  readonly supplement?: SupplementPart;
  readonly files: readonly {
    readonly name: string;
    readonly layout: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
}
