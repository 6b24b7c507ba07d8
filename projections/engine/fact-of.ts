import { parseStream, type EventName, type Fact } from '#libs/cases';
import type { StoredEvent } from '#libs/event-log';

/** A stored event as folds see it. */
export function factOf(event: StoredEvent): Fact {
  const { ordinal, id, type, stream, data, metadata } = event;
  const { family, reporter, subject } = parseStream(stream);
  return {
    ordinal,
    id,
    type: type as EventName,
    stream,
    family,
    reporter,
    subject,
    system: metadata.system,
    recordedAt: metadata.recordedAt,
    data: data as Fact['data'],
  };
}
