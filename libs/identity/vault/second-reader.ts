import type { Worker } from 'node:worker_threads';
import type { Resolved } from '../port.js';
import { endThread, startThread, type ThreadStart } from './start-thread.js';
import { errorOf, type ThreadFailure } from './thread-failure.js';
import { VaultError } from './vault-error.js';

/** One answer a list. As JSON: a text is handed over several times as quickly as a thousand small objects. */
export type FromResolveThread = { readonly kind: 'resolved'; readonly json: string } | ThreadFailure;

interface Waiting {
  readonly done: (resolved: Resolved[]) => void;
  readonly failed: (error: Error) => void;
}

/** A thread that reads the same vault, started when it is first asked. Idle it does not keep the process alive. */
export class SecondReader {
  #thread: Worker | undefined;
  #waiting: Waiting[] = [];

  constructor(private readonly start: ThreadStart) {}

  /** What each token stands for, in order. */
  resolve(tokens: readonly string[]): Promise<Resolved[]> {
    const thread = (this.#thread ??= this.#begin());
    thread.ref();
    return new Promise((done, failed) => {
      this.#waiting.push({ done, failed });
      thread.postMessage(JSON.stringify(tokens));
    });
  }

  /** Resolved when the thread has answered and let go of the file. */
  async close(): Promise<void> {
    if (this.#thread) await endThread(this.#thread, null);
  }

  #begin(): Worker {
    const thread = startThread('resolve-thread', this.start, 3, (lost, reason) => this.#lost(lost, reason));
    thread.on('message', (message: FromResolveThread) => {
      // Answers and errors come by ways of their own: those of a thread that is lost are nobody's any more.
      if (this.#thread !== thread) return;
      const { done, failed } = this.#waiting.shift()!;
      if (this.#waiting.length === 0) thread.unref();
      if (message.kind === 'failed') failed(errorOf(message));
      else done(JSON.parse(message.json) as Resolved[]);
    });
    return thread;
  }

  /** The next list starts another thread. */
  #lost(thread: Worker, reason: string): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    const error = new VaultError('vault.failed', `The vault's second reader stopped (${reason}). Ask again.`);
    for (const { failed } of this.#waiting.splice(0)) failed(error);
  }
}
