import { UnrecoverableError, type BackoffOptions, WaitingError, Worker, type Job as BullJob } from 'bullmq';
import { failureText } from '../failure.js';
import type { JobFailure, JsonValue, Keep, WorkOptions, Workers } from '../port.js';
import { cancelled, closing, leaseLost, runProcessor, type Ending } from '../run-processor.js';
import { markedAmong } from './cancel-job.js';
import type { JobsError } from '../jobs-error.js';
import { outcomesOf } from './children.js';
import type { Connection } from './connect.js';
import { LastingWorker } from './lasting-worker.js';
import { within } from './time-limit.js';
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

interface Running {
  readonly kind: string;
  readonly id: string;
  readonly abort: AbortController;
}

/** Works on the queues: one BullMQ worker a kind. */
export class RedisWorkers implements Workers {
  readonly #workers: readonly LastingWorker[];
  readonly #running = new Set<Running>();
  readonly #timer: NodeJS.Timeout;
  #closing: Promise<void> | undefined;
  #looking = false;

  constructor(
    private readonly connection: Connection,
    private readonly options: WorkOptions,
    private readonly terms: { readonly lease: Lease; readonly keep: Keep; readonly limit: number },
  ) {
    const kinds = Object.keys(options.processors);
    this.#workers = kinds.map((kind) => new LastingWorker(() => this.#make(kind), this.#complain));
    this.#timer = setInterval(() => void this.#obeyCancellations(), lookEvery);
    options.signal?.addEventListener('abort', () => void this.close(), { once: true });
    if (options.signal?.aborted) void this.close();
  }

  close(patience = 10_000): Promise<void> {
    return (this.#closing ??= this.#close(patience));
  }

  async #close(patience: number): Promise<void> {
    const handBack = setTimeout(() => this.#abortAll(), patience);
    const closed = Promise.all(this.#workers.map((one) => one.close()));
    await Promise.race([closed.catch(this.#complain), this.#untilIdle()]);
    // What Redis does not answer to now is settled by others when the leases are over.
    await within(this.terms.limit, closed).catch(this.#complain);
    clearTimeout(handBack);
    clearInterval(this.#timer);
  }

  async #untilIdle(): Promise<void> {
    while (this.#running.size > 0) await new Promise((next) => setTimeout(next, 50));
  }

  #abortAll(): void {
    for (const { abort } of this.#running) abort.abort(closing());
  }

  readonly #complain = (error: unknown): void => this.connection.outage.tell(error, this.options.onError);

  #make(kind: string): Worker {
    const { lease, keep } = this.terms;
    const worker = new Worker(kind, (job, token) => this.#process(kind, job, token!), {
      connection: this.connection.redis,
      prefix,
      autorun: false,
      concurrency: this.options.concurrency ?? 1,
      lockDuration: lease.lock,
      stalledInterval: lease.check,
      // How often a job may lose its worker is bounded by its attempts, not here.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      runRetryDelay: 1000,
      removeOnComplete: { ...keep },
      removeOnFail: { ...keep },
      settings: { backoffStrategy: (_made, _type, error) => (error instanceof Retry ? error.delay : 1000) },
    });
    worker.on('error', this.#complain);
    worker.on('lockRenewalFailed', (ids) => this.#abort(ids, leaseLost()));
    return worker;
  }

  #abort(ids: readonly string[], reason: JobsError): void {
    for (const { id, abort } of this.#running) if (ids.includes(id)) abort.abort(reason);
  }

  async #process(kind: string, job: BullJob, token: string): Promise<JsonValue> {
    const id = job.id!;
    const { data } = job.data as StoredData;
    const { attempts = 1, backoff } = job.opts;
    const { delay: backOff = 1000 } = backoff as BackoffOptions;
    const running = { kind, id, abort: new AbortController() };
    this.#running.add(running);
    try {
      const begun = { id, kind, data, attempt: job.attemptsStarted, attempts, backOff };
      const ending = await runProcessor(this.options.processors[kind]!, begun, {
        signal: running.abort.signal,
        onError: (error, about) => this.options.onError?.(error, about),
        writeProgress: (progress) => job.updateProgress({ ...progress }),
        children: () => outcomesOf(job),
      });
      return await this.#settle(ending, job, token);
    } finally {
      this.#running.delete(running);
    }
  }

  /** Says to BullMQ what became of an attempt: by a value or by the error it understands. */
  async #settle(ending: Ending, job: BullJob, token: string): Promise<JsonValue> {
    switch (ending.kind) {
      case 'done':
        return ending.result;
      case 'retry':
        throw bare(new Retry(ending.failure, ending.delay));
      case 'failed':
        throw bare(new UnrecoverableError(failureText(ending.failure)));
      case 'cancelled':
        throw bare(new UnrecoverableError(failureText(cancelled())));
      case 'lost':
        throw bare(new UnrecoverableError(failureText(leaseLost())));
      case 'handed-back':
        await this.connection.redis.hincrby(keyOf(job.name, job.id!), 'ats', -1);
        await job.moveToWait(token);
        throw new WaitingError();
    }
  }

  /** One look at a time: while Redis is away they would pile up. */
  async #obeyCancellations(): Promise<void> {
    if (this.#looking || this.#running.size === 0) return;
    this.#looking = true;
    try {
      this.#abort(await markedAmong(this.connection.redis, [...this.#running]), cancelled());
    } catch (error) {
      this.#complain(error);
    } finally {
      this.#looking = false;
    }
  }
}

/** Without its stack, which BullMQ would keep with the job. */
function bare<E extends Error>(error: E): E {
  delete error.stack;
  return error;
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
