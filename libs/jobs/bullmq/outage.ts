import type { Redis } from 'ioredis';

/** Milliseconds without a complaint after which the next one is news: connections try again every three seconds at most. */
const quiet = 10_000;

/**
 * Tells of a Redis that is away once. While it is, every connection complains at each attempt to come back, for as long as it takes; and
 * those that notice first do so while the others seem well.
 */
export class Outage {
  #last = -Infinity;

  constructor(redis: Redis) {
    redis.on('ready', () => (this.#last = -Infinity));
  }

  /** Tells the listener, unless it is of a connection and was said. */
  tell(error: unknown, listener: ((error: unknown) => void) | undefined): void {
    if (!listener) return;
    if (!isOfConnection(error as Error)) return listener(error);
    const now = performance.now();
    const isNews = now - this.#last > quiet;
    this.#last = now;
    if (isNews) listener(error);
  }
}

/** A call of the operating system that failed, or what ioredis says of a call whose connection is gone. */
const isOfConnection = (error: Error): boolean => 'syscall' in error || error.message === 'Connection is closed.';
