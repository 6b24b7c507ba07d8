import { parentPort, workerData } from 'node:worker_threads';
import { finishFiles, toFinish } from './finish-files.js';
import { RowFiles, type FilesToWrite } from './row-files.js';
import type { FromThread, ToThread } from './write-apart.js';

/** A thread that writes row files, while the rows to come are folded in another. After a failure it writes no more. */
const { paths, areFresh } = workerData as FilesToWrite;
const files = new RowFiles({ paths, areFresh });
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
      files.end(message.head);
      const left = toFinish(paths, message.head);
      answer({ kind: 'ended', left });
      answer({ kind: 'finished', digests: finishFiles(left) });
      return end();
    }
    answer({ kind: 'written', numbers: files.write(message.batches, message.upTo) });
  } catch (error) {
    // An error of SQLite's would come over without its words.
    answer({ kind: 'failed', reason: (error as Error).message });
    end();
  }
});
