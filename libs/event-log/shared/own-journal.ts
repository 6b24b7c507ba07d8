import type { Journal, JournalCopy } from './port.js';

/** The journal of who shares with nobody: its copy is all there is. */
export function ownJournal<R>(copy: JournalCopy<R>): Journal<R> {
  return {
    caughtUp: () => Promise.resolve(),
    async add(make) {
      const record = await make();
      if (record !== undefined) await copy.take(record, copy.next());
    },
    dropBefore: () => Promise.resolve(),
  };
}
