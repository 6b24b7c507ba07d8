import type { EventLogError } from '../event-log-error.js';
import type { AppendingClient } from './appending-client.js';
import { outcomeUnknown, overtaken, readOnly, unreachable, type Failure } from './failures.js';

/** Longest wait between two attempts, in milliseconds. */
const longestWait = 2_000;

/** Longest that somebody who was overtaken lets others go first, in milliseconds. */
const longestAside = 100;

/** What stands between an appender and its store since an append was last taken: how long to wait, what to mend, what callers are told. */
export class Trouble {
  #failures = 0;
  #renew = false;
  #noLeader = false;

  /** An append got no answer, or one that leaves open what became of it. */
  met({ renew, noLeader }: Failure & { readonly kind: 'unclear' }): void {
    this.#failures++;
    this.#renew ||= renew;
    this.#noLeader = noLeader;
  }

  /** It could not be mended. */
  goesOn(): void {
    this.#failures++;
  }

  /** The store has taken an append. */
  isOver(): void {
    this.#failures = 0;
  }

  /**
   * Waits before the next attempt: longer after each failure. Who was overtaken, and that often, steps aside at random, since others who write the
   * same stream as quickly would overtake again and again.
   */
  async pause(timesOvertaken: number): Promise<void> {
    const aside = timesOvertaken < 2 ? 0 : Math.random() * Math.min(2 ** timesOvertaken, longestAside);
    const wait = this.#failures > 0 ? Math.min(10 * 2 ** this.#failures, longestWait) : aside;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }

  /** Another connection, where the one there is not to be trusted any longer. */
  async mend(client: AppendingClient): Promise<void> {
    if (this.#renew) await client.renew();
    this.#renew = false;
  }

  /** What is said to a call whose time is over. @param unclear part of it was sent, and is kept or nobody knows. */
  refusal(unclear: boolean): EventLogError {
    if (this.#noLeader) return readOnly();
    if (unclear) return outcomeUnknown();
    return this.#failures === 0 ? overtaken() : unreachable();
  }
}
