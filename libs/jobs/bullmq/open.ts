import { checkLimit, checkWork } from '../check-call.js';
import { kindOfId } from '../job-id.js';
import { JobsError } from '../jobs-error.js';
import {
  defaultKeep,
  type AddOptions,
  type Job,
  type JobFailure,
  type JobFilter,
  type JobPage,
  type Jobs,
  type JobsHealth,
  type JsonValue,
  type Keep,
  type WorkOptions,
  type Workers,
} from '../port.js';
import { assertDeclared, checkedKinds, prepare } from '../prepare.js';
import { addJob } from './add-job.js';
import { cancelJob } from './cancel-job.js';
import { checkServer } from './check-server.js';
import { connect, type Connection } from './connect.js';
import { listJobs } from './list-jobs.js';
import { Queues } from './queues.js';
import { readJob } from './read-job.js';
import { within } from './time-limit.js';
import { defaultLease, RedisWorkers, type Lease } from './workers.js';

export interface RedisJobsPlace {
  /** `redis://user:password@host:6379/0`, or `rediss://` for TLS. */
  readonly url: string;
  readonly kinds: readonly string[];
  /** How long jobs are remembered that end here. */
  readonly keep?: Keep;
  readonly lease?: Lease;
  /** Milliseconds that a call may take; default 5000. */
  readonly limit?: number;
  /** What the connection complains of while it lives, of a Redis that is away once: it is made again by itself. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Jobs on Redis, worked on by any number of processes on any number of machines.
 * @throws JobsError `jobs.request-invalid`, `jobs.redis-url`, `jobs.unreachable`, `jobs.redis-refused`, `jobs.redis-too-old`,
 * `jobs.redis-cluster`, `jobs.redis-read-only`, `jobs.redis-loses-jobs`.
 */
export async function openRedisJobs(place: RedisJobsPlace): Promise<RedisJobs> {
  const kinds = checkedKinds(place.kinds);
  const { limit = 5000, onError } = place;
  const connection = await connect({ url: place.url, limit, onError });
  const queues = new Queues(connection.redis, kinds, (error) => connection.outage.tell(error, onError));
  return new RedisJobs(connection, queues, { ...place, limit });
}

export class RedisJobs implements Jobs {
  readonly kinds: readonly string[];
  private readonly redis: Connection['redis'];
  readonly #workers = new Set<RedisWorkers>();
  #closed: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    /** For the dashboard. */
    readonly queues: Queues,
    private readonly place: RedisJobsPlace & { readonly limit: number },
  ) {
    this.kinds = queues.kinds;
    this.redis = connection.redis;
  }

  async add(kind: string, data: JsonValue, options?: AddOptions): Promise<Job> {
    const request = prepare(this.kinds, { kind, data }, options);
    return this.#ask(() => addJob(this.queues, request));
  }

  async get(id: string): Promise<Job | undefined> {
    return this.#ask(async () => (kindOfId(id) === undefined ? undefined : readJob(this.redis, id)));
  }

  async list(filter: JobFilter = {}, paging: { after?: string; limit?: number } = {}): Promise<JobPage> {
    if (filter.kind !== undefined) assertDeclared(this.kinds, filter.kind);
    const kinds = filter.kind === undefined ? this.kinds : [filter.kind];
    const limit = checkLimit(paging.limit);
    return this.#ask(() => listJobs(this.queues, { kinds, state: filter.state, after: paging.after, limit }));
  }

  async cancel(id: string): Promise<Job> {
    return this.#ask(() => cancelJob(this.redis, id));
  }

  work(options: WorkOptions): Workers {
    this.#assertOpen();
    checkWork(this.kinds, options);
    const { lease = defaultLease, keep = defaultKeep, limit } = this.place;
    const workers = new RedisWorkers(this.connection, options, { lease, keep, limit });
    this.#workers.add(workers);
    return {
      close: async (patience) => {
        await workers.close(patience);
        this.#workers.delete(workers);
      },
    };
  }

  /** Whether Redis answers, and is still one that jobs can be trusted to: its settings can be changed while it runs. */
  async health(): Promise<JobsHealth> {
    try {
      const [info, counts] = await this.#ask(() =>
        Promise.all([this.redis.info(), Promise.all(this.queues.all().map((queue) => queue.getJobCounts()))]),
      );
      const sum = (...types: string[]): number =>
        counts.reduce((all, one) => all + types.reduce((some, type) => some + (one[type] ?? 0), 0), 0);
      const waiting = sum('waiting', 'delayed', 'waiting-children', 'prioritized');
      return { engine: 'redis', problem: problemOf(info), waiting, active: sum('active') };
    } catch (error) {
      if (!(error instanceof JobsError)) throw error;
      return { engine: 'redis', problem: { code: error.code, message: error.message }, waiting: null, active: null };
    }
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#workers].map((one) => one.close()));
    await within(this.place.limit, this.queues.close()).catch(() => undefined);
    this.connection.letGo();
  }

  async #ask<T>(call: () => Promise<T>): Promise<T> {
    this.#assertOpen();
    return within(this.place.limit, call());
  }

  #assertOpen(): void {
    if (this.#closed) throw new JobsError('jobs.closed', 'The jobs are closed. Open them anew.');
  }
}

function problemOf(info: string): JobFailure | null {
  try {
    checkServer(info);
    return null;
  } catch (error) {
    const { code, message } = error as JobsError;
    return { code, message };
  }
}
