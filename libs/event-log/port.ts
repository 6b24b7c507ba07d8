/**
 * The event log: the one place where facts are kept. The port promises only what every adapter keeps:
 * idempotent appends per stream, order within a stream and over all, resumable tailing.
 */

/** An event as intake hands it over; ids are UUIDs in lower case, `data` is JSON and holds no personal data. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  /** Schema version of `data`; counts from 1. */
  readonly version: number;
  readonly data: unknown;
  readonly metadata: EventMetadata;
}

/** What we stamp on an event. `recordedAt` is our clock, an RFC 3339 instant in UTC with milliseconds. */
export interface EventMetadata {
  readonly recordedAt: string;
  /** The case system that sent it, by the credential's word. */
  readonly system: string;
  /** Who held the credential. */
  readonly principal: string;
  readonly build: string;
  readonly [extra: string]: unknown;
}

/** An event as stored. `ordinal` is the dense count over all counted streams, 1, 2, 3 … */
export interface StoredEvent {
  readonly ordinal: number;
  readonly stream: string;
  /** Position within the stream, counts from 0. */
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
  readonly metadata: EventMetadata;
}

export type ExpectedRevision = 'any' | 'none' | number;

/**
 * One atomic append: all of `events` or none. Events that are there already are answered, not written again, and a request of which
 * nothing is new is a duplicate whatever revision it expects; one that is partly new must meet the expected revision. Every
 * engine takes 500 events and half a MiB a request; larger ones may be refused.
 */
export interface AppendRequest {
  readonly stream: string;
  readonly expectedRevision: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly receipts: readonly AppendReceipt[] }
  /** The stream stands at another revision; `actual` is -1 for an empty stream. */
  | { readonly kind: 'wrong-revision'; readonly expected: ExpectedRevision; readonly actual: number }
  /**
   * `eventId` is already used in this stream for other content (type, version or data differ); `revision` is -1 when the other
   * one stands in the same request.
   */
  | { readonly kind: 'conflict'; readonly eventId: string; readonly revision: number };

/** `ordinal` is null where the engine counts later; `duplicate` = the event was there already, this is its first receipt. */
export interface AppendReceipt {
  readonly id: string;
  readonly revision: number;
  readonly ordinal: number | null;
  readonly duplicate: boolean;
}

/**
 * Appends; requests of one call are decided one by one, in order, and grouped into as few commits as the engine allows. Resolved =
 * durable. Outcomes stand in the order of the requests. Rejects (EventLogError) when an event cannot be stored at all, and then
 * keeps nothing of the call, or when the engine fails.
 */
export interface EventAppender {
  append(requests: readonly AppendRequest[]): Promise<AppendOutcome[]>;
  /** Finishes what was accepted, then closes. */
  close(): Promise<void>;
}

/** Reads the counted log. Every reader sees the same ordinals. */
export interface EventReader {
  /** The largest ordinal, 0 for an empty log. */
  head(): number;
  /** Events with ordinal > `after`, in order, at most `limit`. */
  readAll(after: number, limit: number): StoredEvent[];
  /** Events of a stream from a revision on, in order; [] for a missing stream. */
  readStream(stream: string, fromRevision?: number, limit?: number): StoredEvent[];
  /** Finds an event by id; in `stream` when given, else in every stream (the same id may lie in several). */
  find(id: string, stream?: string): StoredEvent[];
  /** Stream names that begin with the prefix, in the order of their first event. */
  streams(prefix: string): IterableIterator<string>;
  /** The largest ordinal believed recorded at or before an instant, by the running maximum of recordedAt; 0 when none. */
  ordinalAt(instant: string): number;
  /** Catches up from `after` and goes on live until the signal is aborted; batches in order, none empty. */
  tail(after: number, signal: AbortSignal, batch?: number): AsyncIterableIterator<StoredEvent[]>;
  close(): void;
}

/**
 * Side streams (`seal-…`, `delivery-…`, `house-…`; no counted stream may be called so): events of the house itself, kept in the
 * same log but not counted, so that sealing and delivering never move an ordinal.
 */
export interface SideStreams {
  append(stream: string, expectedRevision: ExpectedRevision, event: NewEvent): Promise<AppendOutcome>;
  read(stream: string, fromRevision?: number): SideEvent[];
  streams(prefix: string): string[];
}

export type SideEvent = Omit<StoredEvent, 'ordinal'>;
