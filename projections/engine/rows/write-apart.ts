import { once } from 'node:events';
import type { Batch } from './row-batch.js';
import { finishFiles, toFinish, type Digests, type ToFinish } from './finish-files.js';
import { RowFiles, type FilesToWrite } from './row-files.js';
import { startThread } from './start-thread.js';

export type ToThread =
  | { readonly kind: 'write'; readonly batches: readonly Batch[]; readonly upTo: number }
  | { readonly kind: 'finish'; readonly head: number }
  | { readonly kind: 'close' };

export type FromThread =
  | { readonly kind: 'written'; readonly numbers: readonly Float64Array[] }
  /** Every row is in its fresh file; the thread goes on to finish the files, as whoever is told this may too. */
  | { readonly kind: 'ended'; readonly left: ToFinish }
  | { readonly kind: 'finished'; readonly digests: Digests }
  | { readonly kind: 'failed'; readonly reason: string };

/** Told when a batch is committed in every file: the numbers of each one's things. */
export type Written = (numbers: readonly Float64Array[]) => void;

/** Writes row files, in the order of what is given. */
export interface FilesWriter {
  /** Aborted when something given could not be written; nothing is written after that. */
  readonly failing: AbortSignal;
  /** Resolves when little enough waits to be written. @throws Error when something given before could not be written. */
  write(batches: readonly Batch[], upTo: number, written: Written): Promise<void>;
  /** Resolves when all that was given is written. @throws Error when something could not be. */
  settled(): Promise<void>;
  /** Ends fresh files: the digest of each, when all is written. */
  finish(head: number): Promise<readonly string[]>;
  /** Resolves when all that was given is written, or could not be. */
  close(): Promise<void>;
}

/** In this thread: what is short is done before another thread has begun. */
export function writeHere(to: FilesToWrite): FilesWriter {
  const files = new RowFiles(to);
  return {
    failing: new AbortController().signal,
    write: async (batches, upTo, written) => written(files.write(batches, upTo)),
    settled: async () => undefined,
    async finish(head) {
      files.end(head);
      return digestsOf(to.paths, finishFiles(toFinish(to.paths, head)));
    },
    close: async () => files.close(),
  };
}

/** Batches under way to the thread: enough that it never waits for the next, few enough to stay small. */
const most = 3;

/** In a thread of its own. */
export function writeApart(to: FilesToWrite): FilesWriter {
  const worker = startThread('row-thread', to, 12);
  const tell = (message: ToThread): void => worker.postMessage(message);
  const waiting: Written[] = [];
  const failing = new AbortController();
  let left: ToFinish | undefined;
  let digests: Digests | undefined;
  let isFinishing = false;
  let over = false;
  let moved = (): void => undefined;
  const fail = (error: Error): void => failing.abort(error);
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'written') waiting.shift()!(message.numbers);
    else if (message.kind === 'ended') left = message.left;
    else if (message.kind === 'finished') digests = message.digests;
    else fail(new Error(message.reason));
    moved();
  });
  worker.on('error', (error) => {
    fail(error);
    moved();
  });
  worker.on('exit', () => {
    over = true;
    if (waiting.length || (isFinishing && !digests))
      fail(new Error('the thread that writes rows ended before its work'));
    moved();
  });
  const until = async (there: () => boolean): Promise<void> => {
    while (!there() && !failing.signal.aborted && !over) await new Promise<void>((resolve) => (moved = resolve));
    failing.signal.throwIfAborted();
  };
  return {
    failing: failing.signal,
    async write(batches, upTo, written) {
      tell({ kind: 'write', batches, upTo });
      waiting.push(written);
      await until(() => waiting.length < most);
    },
    settled: () => until(() => waiting.length === 0),
    async finish(head) {
      isFinishing = true;
      tell({ kind: 'finish', head });
      await until(() => left !== undefined);
      const ours = finishFiles(left!);
      await until(() => over);
      return digestsOf(to.paths, new Map([...digests!, ...ours]));
    },
    async close() {
      if (over) return;
      const ended = once(worker, 'exit');
      tell({ kind: 'close' });
      await ended;
    },
  };
}

const digestsOf = (paths: readonly string[], digests: Digests): string[] => paths.map((path) => digests.get(path)!);
