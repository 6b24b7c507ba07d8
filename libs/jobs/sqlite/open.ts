import type Database from 'better-sqlite3';
import { JobsError } from '../jobs-error.js';
import { kindOfId } from '../job-id.js';
import { checkLimit, checkWork } from '../check-call.js';
import {
  defaultKeep,
  type AddOptions,
  type Job,
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
import { forgetEnded } from './forget-ended.js';
import { GroupCommit } from './group-commit.js';
import { listJobs } from './list-jobs.js';
import { findRow, jobOf } from './rows.js';
import { openFile } from './schema.js';
import { statement } from './statement.js';
import { SqliteWorkers } from './workers.js';

export interface SqliteJobsPlace {
  /** The data directory. */
  readonly directory: string;
  readonly kinds: readonly string[];
  /** How long ended jobs are remembered. */
  readonly keep?: Keep;
}

/**
 * Jobs in a file of the data directory: durable, without a server. Several processes of one machine may work on the same file.
 * @throws JobsError `jobs.request-invalid`, `jobs.format-unknown`.
 */
export function openSqliteJobs(place: SqliteJobsPlace): Jobs {
  return new SqliteJobs(place);
}

/** Ended jobs after which it is looked whether there are too many. */
const sweepAfter = 500;

class SqliteJobs implements Jobs {
  readonly kinds: readonly string[];
  readonly #db: Database.Database;
  readonly #commit: GroupCommit;
  readonly #keep: Keep;
  readonly #workers = new Set<SqliteWorkers>();
  #ended = 0;
  #closed: Promise<void> | undefined;

  constructor(private readonly place: SqliteJobsPlace) {
    this.kinds = checkedKinds(place.kinds);
    this.#keep = place.keep ?? defaultKeep;
    this.#db = openFile(place.directory);
    this.#commit = new GroupCommit(this.#db);
    forgetEnded(this.#db, this.#keep, Date.now());
  }

  async add(kind: string, data: JsonValue, options?: AddOptions): Promise<Job> {
    const request = prepare(this.kinds, { kind, data }, options);
    const row = await this.#open().write(() => addJob(this.#db, request, Date.now()));
    this.#wake();
    return jobOf(row);
  }

  async get(id: string): Promise<Job | undefined> {
    this.#open();
    if (kindOfId(id) === undefined) return undefined;
    const row = findRow(this.#db, id);
    return row && jobOf(row);
  }

  async list(filter: JobFilter = {}, paging: { after?: string; limit?: number } = {}): Promise<JobPage> {
    this.#open();
    if (filter.kind !== undefined) assertDeclared(this.kinds, filter.kind);
    const kinds = filter.kind === undefined ? this.kinds : [filter.kind];
    return listJobs(this.#db, { kinds, state: filter.state, after: paging.after, limit: checkLimit(paging.limit) });
  }

  async cancel(id: string): Promise<Job> {
    const row = await this.#open().write(() => cancelJob(this.#db, id, Date.now()));
    this.#wake();
    return jobOf(row);
  }

  work(options: WorkOptions): Workers {
    this.#open();
    checkWork(this.kinds, options);
    const desk = {
      directory: this.place.directory,
      db: this.#db,
      commit: this.#commit,
      onEnded: () => this.#countEnded(),
    };
    const workers = new SqliteWorkers(desk, options);
    this.#workers.add(workers);
    return {
      close: async (within) => {
        await workers.close(within);
        this.#workers.delete(workers);
      },
    };
  }

  async health(): Promise<JobsHealth> {
    this.#open();
    const count = (state: string): number =>
      statement<[string], { n: number }>(this.#db, 'SELECT count(*) AS n FROM job WHERE state = ?').get(state)!.n;
    return { engine: 'sqlite', problem: null, waiting: count('waiting'), active: count('active') };
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#workers].map((one) => one.close()));
    this.#commit.flush();
    this.#db.close();
  }

  #open(): GroupCommit {
    if (this.#closed) throw new JobsError('jobs.closed', 'The jobs are closed. Open them anew.');
    return this.#commit;
  }

  #wake(): void {
    for (const one of this.#workers) void one.turn();
  }

  #countEnded(): void {
    if (++this.#ended % Math.min(sweepAfter, this.#keep.count) !== 0) return;
    void this.#commit.write(() => forgetEnded(this.#db, this.#keep, Date.now())).catch(() => undefined);
  }
}
