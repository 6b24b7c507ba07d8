import type { Row, UnitInput } from '#libs/cases';
import type { EventReader, StoredEvent } from '#libs/event-log';

/** Reads single events by their ordinals; what an event reader of the log can do beside its port. */
export interface OrdinalReader extends EventReader {
  readOrdinals(ordinals: readonly number[]): StoredEvent[];
}

/**
 * A projection: a pure fold from the facts of one unit to the rows that are true of it. The engine calls it after every
 * event that touches the unit, compares with what it wrote before, and appends what changed, stamped with the event's ordinal.
 */
export interface Projection {
  /** Verb-free noun, also of the file. */
  readonly name: string;
  /** Raised when the fold or an upcaster changes; a new version is built beside the old one and cut over by a pointer. */
  readonly version: number;
  readonly unit: UnitInput['kind'];
  readonly fold: (input: UnitInput) => readonly Row[];
}

/** One version of a row as stored: the state of a thing from `ordinal` until its next version. */
export interface RowVersion extends Row {
  readonly ordinal: number;
  readonly gone: boolean;
}

/** Which rows to read; every part narrows. */
export interface RowQuery {
  readonly kind: string;
  /** As of this ordinal; the projection's checkpoint when absent. */
  readonly asOf?: number;
  readonly reporter?: string;
  readonly caseKey?: string;
  readonly person?: string;
  readonly key?: string;
  /** The key, or its part before a colon: a form by its serial number. */
  readonly keyHead?: string;
  /** Inclusive bounds on `date`. */
  readonly from?: string;
  readonly to?: string;
  /** Valid on this day: date ≤ on and (until empty or until > on). */
  readonly on?: string;
}

/** Reads one projection's rows; every page is its own short read transaction. */
export interface RowReader {
  /** The ordinal up to which every row is written. */
  checkpoint(): number;
  /**
   * Rows as of an ordinal, by date, within a day by `order`, then key; `after` continues from the cursor of the page before.
   * @throws RangeError when `after` is no cursor of ours.
   */
  page(query: RowQuery, limit: number, after?: string): { rows: RowVersion[]; next: string | null };
  /** All rows of a query, page by page. */
  rows(query: RowQuery): IterableIterator<RowVersion>;
  /** Every reporter that ever had a row of the kind, '' among them where rows speak across reporters. */
  reporters(kind: string): string[];
  /** Every version of one thing, oldest first. */
  history(kind: string, key: string): RowVersion[];
  /** Versions stamped with exactly these ordinals (what an event moved), `from` < ordinal ≤ `to`. */
  changes(from: number, to: number): IterableIterator<RowVersion>;
  /** Things whose key names this event among its roots (findings), in force as of an ordinal. */
  about(kind: string, eventId: string, asOf?: number): RowVersion[];
  /** SHA-256 over the canonical rows as of an ordinal, without ordinals: equal for rebuild and live. */
  digest(asOf?: number): string;
}
