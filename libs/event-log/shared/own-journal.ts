import type { Journal, JournalCopy } from './port.js';

/** The journal of who shares with nobody: its copy is all there is. */
export function ownJournal<R>(copy: JournalCopy<R>): Journal<R> {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    caughtUp: () => Promise.resolve(),
    add(make) {
      const turn = tail.then(async () => {
        const record = await make();
        if (record !== undefined) await copy.take(record, copy.next());
      });
      tail = turn.catch(() => undefined);
      return turn;
    },
    dropBefore: () => Promise.resolve(),
  };
}
