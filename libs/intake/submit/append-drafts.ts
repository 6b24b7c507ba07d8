import type { AppendOutcome, AppendRequest, EventAppender, EventMetadata } from '#libs/event-log';
import type { Refusal } from '../port.js';
import { refuse } from '../refusals.js';

/** An event ready for the log. */
export interface Ready {
  readonly stream: string;
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
  readonly metadata: EventMetadata;
  /** The revision its sender believes the stream to be at, -1 = none yet. */
  readonly expectedRevision?: number;
}

/** What became of it. */
export type Fate =
  | { readonly kind: 'stored'; readonly revision: number; readonly ordinal: number | null; readonly duplicate: boolean }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * Appends a batch in one call, each event as a request of its own, in the order sent: so no event sinks another, and what is
 * refused changes the order of none (the order among the corrections of one root counts). Resolved = durable.
 */
export async function appendDrafts(appender: EventAppender, events: readonly Ready[]): Promise<Fate[]> {
  const outcomes = await appender.append(events.map(requestOf));
  return outcomes.map(fateOf);
}

function requestOf({ stream, eventId, type, version, data, metadata, expectedRevision }: Ready): AppendRequest {
  const expected = expectedRevision === undefined ? 'any' : expectedRevision < 0 ? 'none' : expectedRevision;
  return { stream, expectedRevision: expected, events: [{ id: eventId, type, version, data, metadata }] };
}

function fateOf(outcome: AppendOutcome): Fate {
  switch (outcome.kind) {
    case 'appended': {
      const { revision, ordinal, duplicate } = outcome.receipts[0]!;
      return { kind: 'stored', revision, ordinal, duplicate };
    }
    case 'conflict':
      return { kind: 'refused', refusal: refuse('id-reused', '/id') };
    case 'wrong-revision':
      return { kind: 'refused', refusal: refuse('expected-revision', '', String(outcome.actual)) };
  }
}
