import type { Journal, JournalCopy, SharedPlace } from '#libs/event-log';

/** Where a store that several share lies: the directory of this process's copy, and the place of the journal. */
export interface StorePlace {
  readonly directory: string;
  readonly shared: SharedPlace;
}

/** A store that writes by its journal; closed again by who opened it. */
interface Written<Told> extends JournalCopy<Told> {
  journal: Journal<Told>;
  close(): void;
}

/** Makes of a store this process's copy of what several share; a store that cannot be is closed. @throws EventLogError `log.unreachable` and others. */
export async function joined<Told, Store extends Written<Told>>(
  store: Store & Written<Told>,
  shared: SharedPlace,
  name: string,
): Promise<Store> {
  try {
    store.journal = await shared.journal(name, store);
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}
