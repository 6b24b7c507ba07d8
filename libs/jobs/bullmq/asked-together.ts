import type { Redis } from 'ioredis';

/** A question that goes out for several keys at once. */
interface Question {
  readonly keys: Set<string>;
  /** Resolves when it is on its way: what is sent from then on comes behind it. */
  readonly sent: Promise<void>;
  /** How many of the keys were there. */
  readonly there: Promise<number>;
}

/**
 * Asks whether keys are there; those of one turn of the event loop are one question, which costs a tenth of many. The answer is about all
 * of them: no is no for each, yes is for one of them at least.
 */
export class AskedTogether {
  #next: Question | undefined;

  constructor(private readonly redis: Redis) {}

  /** @returns null for a key that this turn has asked about already. */
  about(key: string): Omit<Question, 'keys'> | null {
    const question = (this.#next ??= this.#begin());
    if (question.keys.has(key)) return null;
    question.keys.add(key);
    return question;
  }

  #begin(): Question {
    const keys = new Set<string>();
    let answer!: (count: Promise<number>) => void;
    const there = new Promise<number>((resolve) => (answer = resolve));
    const sent = new Promise<void>((resolve) =>
      process.nextTick(() => {
        this.#next = undefined;
        answer(this.redis.exists(...keys));
        resolve();
      }),
    );
    return { keys, sent, there };
  }
}
