import type { EventReader } from '#libs/event-log';
import type { RefusalStore } from '../refused/refusal-store.js';
import type { RefusedEvent } from '../refused/refused-event.js';
import { isUuid } from './uuid-bytes.js';

/** An event in the log, told without its content. */
export interface StoredReceipt {
  readonly system: string;
  readonly type: string;
  readonly revision: number;
  readonly ordinal: number;
  readonly recordedAt: string;
}

/** What is known of an event id. Both lists are empty when it never came, or its refusals were removed with their month. */
export interface EventStatus {
  readonly eventId: string;
  /** Several when the same id was accepted in several streams. */
  readonly stored: readonly StoredReceipt[];
  /** The oldest first; it may have been accepted since. */
  readonly refused: readonly RefusedEvent[];
}

export function statusOf(eventId: string, reader: EventReader, refusals: RefusalStore): EventStatus {
  const id = eventId.toLowerCase();
  if (!isUuid(id)) return { eventId: id, stored: [], refused: [] };
  const stored = reader.find(id).map(({ type, revision, ordinal, metadata }) => ({
    system: metadata.system,
    type,
    revision,
    ordinal,
    recordedAt: metadata.recordedAt,
  }));
  return { eventId: id, stored, refused: refusals.find(id) };
}
