import { parentPort, workerData } from 'node:worker_threads';
import { FreshFiles } from './fresh-files.js';
import type { FromThread, ToThread } from './write-apart.js';

/** A thread that writes a rebuild's files, while the rows to come are folded in another. */
const files = new FreshFiles(workerData as string[]);
const port = parentPort!;
const answer = (message: FromThread): void => port.postMessage(message);

function end(): void {
  files.close();
  port.close();
}

port.on('message', (message: ToThread) => {
  try {
    if (message.kind === 'close') return end();
    if (message.kind === 'finish') {
      answer({ kind: 'finished', digests: files.finish(message.head) });
      return end();
    }
    files.write(message.batches);
    answer({ kind: 'written' });
  } catch (error) {
    // An error of SQLite's would come over without its words.
    answer({ kind: 'failed', reason: (error as Error).message });
  }
});
