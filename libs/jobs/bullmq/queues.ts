import { FlowProducer, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { AskedTogether } from './asked-together.js';

/** Before every key. In braces, so that all of them would lie together wherever keys are spread. */
export const prefix = '{sagsspor}';

/** Events are only a trace for people; answers come from the jobs themselves. */
const streams = { events: { maxLen: 1000 } };

/** One queue a kind, so that a worker takes only what it has a processor for. */
export class Queues {
  readonly flows: FlowProducer;
  readonly there: AskedTogether;
  readonly #queues: ReadonlyMap<string, Queue>;

  constructor(
    readonly redis: Redis,
    readonly kinds: readonly string[],
    onError: (error: unknown) => void,
  ) {
    this.there = new AskedTogether(redis);
    this.flows = new FlowProducer({ connection: redis, prefix });
    this.flows.on('error', onError);
    this.#queues = new Map(kinds.map((kind) => [kind, new Queue(kind, { connection: redis, prefix, streams })]));
    for (const queue of this.#queues.values()) queue.on('error', onError);
  }

  of(kind: string): Queue {
    return this.#queues.get(kind)!;
  }

  all(): readonly Queue[] {
    return [...this.#queues.values()];
  }

  async close(): Promise<void> {
    await Promise.all([this.flows.close(), ...this.all().map((queue) => queue.close())]);
  }
}

/** Where BullMQ keeps a job. */
export const keyOf = (kind: string, id: string): string => `${prefix}:${kind}:${id}`;
