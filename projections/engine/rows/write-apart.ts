import { once } from 'node:events';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { FreshFiles } from './fresh-files.js';
import type { Batch } from './row-batch.js';

export type ToThread =
  | { readonly kind: 'write'; readonly batches: readonly Batch[] }
  | { readonly kind: 'finish'; readonly head: number }
  | { readonly kind: 'close' };

export type FromThread =
  | { readonly kind: 'written' }
  | { readonly kind: 'finished'; readonly digests: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string };

/** Writes the files of a rebuild, in the order of what is given. */
export interface FreshWriter {
  /** Resolves when little enough waits to be written. @throws Error when something given before could not be written. */
  write(batches: readonly Batch[]): Promise<void>;
  /** The digest of each file, when all is written. */
  finish(head: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** In this thread: a short rebuild is done before another thread has begun. */
export function writeHere(paths: readonly string[]): FreshWriter {
  const files = new FreshFiles(paths);
  return {
    write: async (batches) => files.write(batches),
    finish: async (head) => files.finish(head),
    close: async () => files.close(),
  };
}

/** Batches under way to the thread: enough that it never waits for the next, few enough to stay small. */
const most = 3;

/** In a thread of its own. */
export function writeApart(paths: readonly string[]): FreshWriter {
  const file = join(__dirname, `fresh-thread${extname(__filename)}`);
  // Run from the sources (in tests), the thread needs a loader of its own.
  const execArgv = file.endsWith('.ts') ? ['--conditions=source', '--require', require.resolve('tsx/cjs')] : [];
  // Whatever it is given dies with the batch: a young generation of the usual size would only be memory held.
  const resourceLimits = { maxYoungGenerationSizeMb: 12 };
  const worker = new Worker(file, { workerData: paths, execArgv, resourceLimits });
  const tell = (message: ToThread): void => worker.postMessage(message);
  let waiting = 0;
  let digests: readonly string[] = [];
  let failure: Error | undefined;
  let over = false;
  let moved = (): void => undefined;
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'written') waiting--;
    else if (message.kind === 'finished') digests = message.digests;
    else failure ??= new Error(message.reason);
    moved();
  });
  worker.on('error', (error) => {
    failure ??= error;
    moved();
  });
  worker.on('exit', () => {
    over = true;
    moved();
  });
  const until = async (there: () => boolean): Promise<void> => {
    while (!there() && !failure && !over) await new Promise<void>((resolve) => (moved = resolve));
    if (failure) throw failure;
  };
  return {
    async write(batches) {
      tell({ kind: 'write', batches });
      waiting++;
      await until(() => waiting < most);
    },
    async finish(head) {
      tell({ kind: 'finish', head });
      await until(() => over);
      return digests;
    },
    async close() {
      if (over) return;
      const ended = once(worker, 'exit');
      tell({ kind: 'close' });
      await ended;
    },
  };
}
