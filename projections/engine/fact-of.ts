import { parseStream, type EventName, type Fact } from '#libs/cases';
import type { StoredEvent } from '#libs/event-log';

/** A stored event as folds see it. */
export function factOf(event: StoredEvent): Fact {
  const { ordinal, id, type, stream, data, metadata } = event;
  return {
    ordinal,
    id,
    type: type as EventName,
    stream,
    ...parseStream(stream),
    system: metadata.system,
    recordedAt: metadata.recordedAt,
    data: data as Fact['data'],
  };
}
