import { Worker } from 'node:worker_threads';
import type { RebuildThreads } from '../rebuild.js';
import type { FromShare, ToShare } from './messages.js';
import type { Rebuilt, Share, ShareStart } from './share.js';

/** A share of a rebuild in a thread of its own, which loads while this one goes on. */
export class ThreadShare implements Share {
  readonly #worker: Worker;
  readonly #over: Promise<void>;
  #failure: Error | undefined;
  #told: (message: FromShare) => void = () => undefined;
  #failed: (error: Error) => void = () => undefined;

  constructor({ file, data }: Pick<RebuildThreads, 'file' | 'data'>, start: ShareStart) {
    // Run from the sources (in tests), the thread needs a loader of its own.
    const execArgv = file.endsWith('.ts') ? ['--conditions=source', '--require', require.resolve('tsx/cjs')] : [];
    this.#worker = new Worker(file, { workerData: { ...data, start }, execArgv });
    this.#worker.on('message', (message: FromShare) =>
      message.kind === 'failed' ? this.#fail(new Error(message.reason)) : this.#told(message),
    );
    this.#worker.on('error', (error) => this.#fail(error));
    this.#over = new Promise((over) =>
      this.#worker.once('exit', () => {
        this.#fail(new Error('a thread of the rebuild ended before it was done'));
        over();
      }),
    );
  }

  async fold(onDone: (facts: number) => void, signal: AbortSignal): Promise<void> {
    const end = (): void => this.#tell({ kind: 'end' });
    signal.addEventListener('abort', end, { once: true });
    try {
      await this.#ask({ kind: 'fold' }, 'folded', ({ facts }) => onDone(facts));
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  async finish(projections: readonly string[]): Promise<readonly Rebuilt[]> {
    return (await this.#ask({ kind: 'finish', projections }, 'finished')).rebuilt;
  }

  #ask<K extends FromShare['kind']>(
    message: ToShare,
    kind: K,
    onDone?: (done: Extract<FromShare, { kind: 'done' }>) => void,
  ): Promise<Extract<FromShare, { kind: K }>> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      this.#failed = reject;
      this.#told = (told) => {
        if (told.kind === 'done') onDone?.(told);
        else if (told.kind === kind) resolve(told as Extract<FromShare, { kind: K }>);
      };
      this.#tell(message);
    });
  }

  #tell(message: ToShare): void {
    this.#worker.postMessage(message);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#failed(this.#failure);
  }

  /** Resolves when the thread has let go of its files. */
  async close(): Promise<void> {
    this.#tell({ kind: 'close' });
    await this.#over;
  }
}
