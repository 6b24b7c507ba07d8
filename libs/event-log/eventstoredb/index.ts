/** The event log in an EventStoreDB: the same port as in SQLite, read from a replica in SQLite's form. */
import type * as opening from './open.js';

export type { CompareOptions, Comparison } from './compare-with-store.js';
export type { EventStoreLog, EventStorePlace } from './open.js';
export type { StoreAddress } from './store-connection.js';

/** The client is loaded by those only who use it. */
const load = (): Promise<typeof opening> => import('./open.js');

/** As `open` says. */
export const openEventStoreLog: typeof opening.openEventStoreLog = async (place) =>
  (await load()).openEventStoreLog(place);

/** As `open` says. */
export const openSharedPlace: typeof opening.openSharedPlace = async (address) =>
  (await load()).openSharedPlace(address);

/** As `open` says. */
export const compareReplica: typeof opening.compareReplica = async (place, options) =>
  (await load()).compareReplica(place, options);
