import { once } from 'node:events';
import { startThread } from './start-thread.js';

/**
 * Copies what the WALs of a directory's files hold into the files, in a thread of its own, every second: who commits would wait for the two syncs of the
 * disk that it takes. What it does not come to, a commit does, when a WAL has grown to the bound of its file.
 */
export function checkpointApart(paths: readonly string[]): { close(): Promise<void> } {
  const worker = startThread('checkpoint-thread', paths, 4);
  let over = false;
  worker.on('exit', () => (over = true));
  // Without it commits do the whole of it.
  worker.on('error', () => undefined);
  return {
    async close() {
      if (over) return;
      const ended = once(worker, 'exit');
      worker.postMessage('close');
      await ended;
    },
  };
}
