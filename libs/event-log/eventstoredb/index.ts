/** The event log in an EventStoreDB: the same port as in SQLite, read from a replica in SQLite's form. */
export { openEventStoreLog, type EventStoreLog, type EventStorePlace } from './open.js';
export type { Comparison } from './compare-with-store.js';
