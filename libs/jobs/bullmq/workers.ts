import { UnrecoverableError, WaitingError, Worker, type Job as BullJob } from 'bullmq';
import type { Redis } from 'ioredis';
import { failureText } from '../failure.js';
import type { JobFailure, JsonValue, WorkOptions, Workers } from '../port.js';
import { cancelled, closing, leaseLost, runProcessor, type Ending } from '../run-processor.js';
import { markedAmong } from './cancel-job.js';
import { outcomesOf } from './children.js';
import { keyOf, prefix } from './queues.js';
import type { StoredData } from './stored-data.js';

/** Milliseconds. */
export interface Lease {
  /** A job is another's to take when its worker was not heard of for so long. */
  readonly lock: number;
  /** How often it is looked for such jobs. */
  readonly check: number;
}

export const defaultLease: Lease = { lock: 5000, check: 2000 };

/** Milliseconds between looks whether what runs here was cancelled. */
const lookEvery = 250;

/** Works on the queues: one BullMQ worker a kind. */
export class RedisWorkers implements Workers {
  readonly #workers: ReadonlyMap<string, Worker>;
  readonly #running = new Map<
    string,
    { readonly kind: string; readonly id: string; readonly abort: AbortController }
  >();
  readonly #timer: NodeJS.Timeout;
  #closing: Promise<void> | undefined;

  constructor(
    private readonly redis: Redis,
    private readonly options: WorkOptions,
    lease: Lease,
  ) {
    this.#workers = new Map(Object.keys(options.processors).map((kind) => [kind, this.#start(kind, lease)]));
    this.#timer = setInterval(() => void this.#obeyCancellations(), lookEvery);
    options.signal?.addEventListener('abort', () => void this.close(), { once: true });
    if (options.signal?.aborted) void this.close();
  }

  close(within = 10_000): Promise<void> {
    return (this.#closing ??= this.#close(within));
  }

  async #close(within: number): Promise<void> {
    const handBack = setTimeout(() => this.#abortAll(), within);
    await Promise.all([...this.#workers.values()].map((worker) => worker.close()));
    clearTimeout(handBack);
    clearInterval(this.#timer);
  }

  #abortAll(): void {
    for (const { abort } of this.#running.values()) abort.abort(closing());
  }

  #start(kind: string, { lock, check }: Lease): Worker {
    const worker = new Worker(kind, (job, token) => this.#process(kind, job, token!), {
      connection: this.redis,
      prefix,
      concurrency: this.options.concurrency ?? 1,
      lockDuration: lock,
      stalledInterval: check,
      // How often a job may lose its worker is bounded by its attempts, not here.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      runRetryDelay: 1000,
      settings: { backoffStrategy: (_made, _type, error) => (error instanceof Retry ? error.delay : 1000) },
    });
    worker.on('error', (error) => this.options.onError?.(error));
    worker.on('lockRenewalFailed', (ids) => ids.forEach((id) => this.#running.get(id)?.abort.abort(leaseLost())));
    return worker;
  }

  async #process(kind: string, job: BullJob, token: string): Promise<JsonValue> {
    const id = job.id!;
    const { data, backOff } = job.data as StoredData;
    const abort = new AbortController();
    this.#running.set(id, { kind, id, abort });
    try {
      const begun = { id, kind, data, attempt: job.attemptsStarted, attempts: job.opts.attempts ?? 1, backOff };
      const ending = await runProcessor(this.options.processors[kind]!, begun, {
        signal: abort.signal,
        onError: (error, about) => this.options.onError?.(error, about),
        writeProgress: (progress) => job.updateProgress({ ...progress }),
        children: () => outcomesOf(job),
      });
      return await this.#settle(ending, job, token);
    } finally {
      this.#running.delete(id);
    }
  }

  /** Says to BullMQ what became of an attempt: by a value or by the error it understands. */
  async #settle(ending: Ending, job: BullJob, token: string): Promise<JsonValue> {
    switch (ending.kind) {
      case 'done':
        return ending.result;
      case 'retry':
        throw new Retry(ending.failure, ending.delay);
      case 'failed':
        throw new UnrecoverableError(failureText(ending.failure));
      case 'cancelled':
        throw new UnrecoverableError(failureText(cancelled()));
      case 'lost':
        throw new UnrecoverableError(failureText(leaseLost()));
      case 'handed-back':
        await this.redis.hincrby(keyOf(job.name, job.id!), 'ats', -1);
        await job.moveToWait(token);
        throw new WaitingError();
    }
  }

  async #obeyCancellations(): Promise<void> {
    if (this.#running.size === 0) return;
    try {
      for (const id of await markedAmong(this.redis, [...this.#running.values()]))
        this.#running.get(id)?.abort.abort(cancelled());
    } catch (error) {
      this.options.onError?.(error);
    }
  }
}

/** An attempt that failed, with the milliseconds until the next. */
class Retry extends Error {
  constructor(
    failure: JobFailure,
    readonly delay: number,
  ) {
    super(failureText(failure));
  }
}
