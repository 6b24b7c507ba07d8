/** The event log in an EventStoreDB: the same port as in SQLite, read from a replica in SQLite's form. */
import type { EventStoreLog, EventStorePlace } from './open.js';

export type { Comparison } from './compare-with-store.js';
export type { EventStoreLog, EventStorePlace } from './open.js';

/** As `open` says; the client is loaded by those only who use it. */
export async function openEventStoreLog(place: EventStorePlace): Promise<EventStoreLog> {
  const { openEventStoreLog: open } = await import('./open.js');
  return open(place);
}
