import type { Worker } from 'node:worker_threads';
import { ClaimCommit } from './claim-commit.js';
import type { Wanted } from './wanted.js';
import type { FromClaimThread, ToClaimThread } from './claim-messages.js';
import type { HeldClaim } from './claim-writer.js';
import { vaultErrorOf } from './failure.js';
import { endThread, startThread, type ThreadStart } from './start-thread.js';
import { errorOf } from './thread-failure.js';
import { VaultError } from './vault-error.js';

/** Where claims become durable that memory does not hold. */
export interface ClaimCommits {
  /** Resolved when the claims are durable; in order. */
  add(wanted: readonly Wanted[]): Promise<readonly HeldClaim[]>;
  /** Resolved when nothing waits. */
  close(): Promise<void>;
}

/** One call that waits for its commit. */
export interface Waiting {
  readonly wanted: readonly Wanted[];
  readonly done: (held: readonly HeldClaim[]) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Commits of claims, one at a time; calls that arrive meanwhile, or in the same turn of the process, share the next one and its sync to disk.
 * A vault that is much written to gets a thread of its own: ciphers and syncs then stand in nobody's way. Few claims are not worth one.
 */
export class ClaimQueue implements ClaimCommits {
  #waiting: Waiting[] = [];
  #underWay: readonly Waiting[] = [];
  #written = 0;
  #thread: Worker | undefined;
  #drained: (() => void) | undefined;

  /** @param threadAfter how many claims are written before the thread is started. */
  constructor(
    private readonly commit: ClaimCommit,
    private readonly start: ThreadStart,
    private readonly threadAfter: number,
  ) {}

  add(wanted: readonly Wanted[]): Promise<readonly HeldClaim[]> {
    return new Promise((done, failed) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#next());
      this.#waiting.push({ wanted, done, failed });
    });
  }

  /** Resolved when nothing waits, and the thread has let go of the file. */
  async close(): Promise<void> {
    this.#next();
    if (this.#underWay.length > 0) await new Promise<void>((drained) => (this.#drained = drained));
    if (this.#thread) await endThread(this.#thread, { kind: 'close' } satisfies ToClaimThread);
  }

  #next(): void {
    if (this.#underWay.length > 0) return;
    if (this.#waiting.length === 0) return this.#drained?.();
    this.#underWay = this.#waiting;
    this.#waiting = [];
    const calls = this.#underWay.map(({ wanted }) => wanted);
    if (this.#written >= this.threadAfter) this.#thread ??= this.#begin();
    this.#written += calls.reduce((sum, { length }) => sum + length, 0);
    if (this.#thread) {
      // Who waits for an answer keeps the process alive; an idle thread does not.
      this.#thread.ref();
      return this.#tell(this.#thread, { kind: 'claim', calls });
    }
    try {
      this.#settle(this.commit.run(calls));
    } catch (error) {
      this.#fail(vaultErrorOf(error));
    }
  }

  #begin(): Worker {
    const thread = startThread('claim-thread', this.start, 12, (lost, reason) => this.#lost(lost, reason));
    thread.on('message', (message: FromClaimThread) => {
      thread.unref();
      if (message.kind === 'held') this.#settle(message.calls);
      else this.#fail(errorOf(message));
    });
    return thread;
  }

  /** What was under way may have been kept: claimed again, it is found. The next commit starts another thread. */
  #lost(thread: Worker, reason: string): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    if (this.#underWay.length > 0)
      this.#fail(new VaultError('vault.failed', `The vault's writer stopped (${reason}). Send the call again.`));
  }

  #tell(thread: Worker, message: ToClaimThread): void {
    thread.postMessage(message);
  }

  #settle(held: readonly (readonly HeldClaim[])[]): void {
    this.#over().forEach(({ done }, at) => done(held[at]!));
    this.#next();
  }

  #fail(error: unknown): void {
    for (const { failed } of this.#over()) failed(error);
    this.#next();
  }

  #over(): readonly Waiting[] {
    const over = this.#underWay;
    this.#underWay = [];
    return over;
  }
}
