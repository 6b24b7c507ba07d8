import type { EventReader } from '#libs/event-log';
import type { NumberedReceipt } from './import-store.js';

/**
 * The receipt with its event's ordinal. One that was given out before the event was read back from an event store has none, and the log
 * knows it since; it stays without while the log does not, or when several streams hold the id at that revision.
 */
export function withOrdinal(receipt: NumberedReceipt, reader: EventReader): NumberedReceipt {
  const { ordinal, eventId, revision } = receipt;
  if (ordinal !== null || eventId === null || revision === null) return receipt;
  const [found, other] = reader.find(eventId).filter((event) => event.revision === revision);
  return found && !other ? { ...receipt, ordinal: found.ordinal } : receipt;
}
