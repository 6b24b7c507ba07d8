/**
 * Jobs: work that takes longer than a request, done by whoever has a processor for its kind. A job is a request to do something that
 * may be done again without harm; what it did stands in the log, the ledger and the files, never in the job alone.
 */

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * `waiting`: not begun, or between two attempts, or until its children have ended. `active`: in the hands of a worker. The other
 * three are ends.
 */
export type JobState = 'waiting' | 'active' | 'done' | 'failed' | 'cancelled';

export interface JobProgress {
  readonly done: number;
  readonly of: number;
  /** What is being done, in a few words. */
  readonly step: string;
}

/** Why a job failed: a stable code and a sentence that repeats nothing of its data. */
export interface JobFailure {
  readonly code: string;
  readonly message: string;
}

export interface Job {
  /** Kind and a hash of the request: the same request has the same id on every engine. */
  readonly id: string;
  readonly kind: string;
  readonly data: JsonValue;
  readonly state: JobState;
  /** The job that waits for this one, null where none does. */
  readonly parent: string | null;
  /** How often it was begun. */
  readonly attempts: number;
  readonly progress: JobProgress | null;
  /** What the processor gave; null until then. */
  readonly result: JsonValue;
  /** Of the last attempt, also while the next is waited for; null for a job that is done. */
  readonly failure: JobFailure | null;
  /** Instants in UTC with milliseconds. */
  readonly addedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

export interface JobRequest {
  readonly kind: string;
  readonly data: JsonValue;
}

export interface AddOptions {
  /** How often it is begun before it has failed, the children alike: 1 to 20, default 3. */
  readonly attempts?: number;
  /** Milliseconds before the second attempt, doubled for each further one, one minute at most. Default 1000. */
  readonly backOff?: number;
  /**
   * Jobs that run first. The job itself begins when the last of them has ended, whichever way, and is told how each did. They belong
   * to this job: the same request elsewhere is another job.
   */
  readonly children?: readonly JobRequest[];
  /**
   * Begin again what has ended. Of a job that failed or was cancelled the children that are done are kept. Without it an ended job is
   * answered as it ended.
   */
  readonly again?: boolean;
}

/** How a child ended. */
export interface ChildOutcome extends JobRequest {
  readonly id: string;
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly result: JsonValue;
  readonly failure: JobFailure | null;
}

export interface JobContext {
  readonly id: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /**
   * Aborts when the job is cancelled, when the worker closes and will wait no longer, and when the lease was lost and somebody else may
   * have begun. Its reason is a JobsError that says which. Stop at the next safe point and throw the reason.
   */
  readonly signal: AbortSignal;
  /** Tells how far it is; cheap, may be called in a loop. Counts are whole numbers from 0; `step` is at most 120 characters. */
  progress(done: number, of: number, step: string): void;
  /** How the children ended, in the order they were asked for. */
  children(): Promise<readonly ChildOutcome[]>;
}

/**
 * Does a job. It may be called again for the same job after it was killed at any point, so it does its work so that once and twice are
 * the same. Gives a small result (or nothing); a FinalFailure ends the job, any other error is tried again.
 * It must leave the event loop free at least once a second: leases are renewed there.
 */
export type Processor = (data: JsonValue, context: JobContext) => Promise<JsonValue | void>;

export interface WorkOptions {
  /** By kind; a job whose kind has no processor here is left to others. */
  readonly processors: Readonly<Record<string, Processor>>;
  /** How many jobs of each kind at a time; default 1. */
  readonly concurrency?: number;
  /** Closes the worker when it aborts. */
  readonly signal?: AbortSignal;
  /**
   * Told what a processor threw (for the log of this process; the job keeps only the code), and, without a job, what the engine complains
   * of: once while it is away.
   */
  readonly onError?: (error: unknown, job?: { readonly id: string; readonly kind: string }) => void;
}

export interface Workers {
  /**
   * Takes no more jobs, waits for those it has, and after `within` milliseconds (default 10 000) aborts their signals: what then ends
   * with an error is handed back without counting as an attempt. Resolves when the last one has ended.
   */
  close(within?: number): Promise<void>;
}

export interface JobFilter {
  /** Default: every kind that was declared. */
  readonly kind?: string;
  readonly state?: JobState;
}

export interface JobPage {
  /** Newest first. */
  readonly jobs: readonly Job[];
  /** What to hand in as `after` for what follows; null at the end. */
  readonly next: string | null;
}

export interface JobsHealth {
  readonly engine: 'sqlite' | 'redis';
  /** Null when all is well. */
  readonly problem: JobFailure | null;
  /** Jobs now waiting and active; null where they cannot be counted. */
  readonly waiting: number | null;
  readonly active: number | null;
}

export interface Jobs {
  /** The kinds declared when this was opened. */
  readonly kinds: readonly string[];
  /**
   * Asks for a job. The same request again, while the job is remembered, is the same job.
   * @throws JobsError `jobs.request-invalid`, `jobs.too-large`, `jobs.personal-data`, `jobs.still-ending`, `jobs.unreachable`,
   * `jobs.store-failed`, `jobs.closed`.
   */
  add(kind: string, data: JsonValue, options?: AddOptions): Promise<Job>;
  get(id: string): Promise<Job | undefined>;
  /** A job that stays in its state while the pages are read stands on exactly one of them. `limit` is 1 to 500, default 50. */
  list(filter?: JobFilter, paging?: { readonly after?: string; readonly limit?: number }): Promise<JobPage>;
  /**
   * Ends a waiting job, and asks an active one to end (its signal aborts); its children alike. One that has ended stays as it is. Gives
   * the job as it then stands: an active one is `cancelled` when its processor has stopped, `done` when it was too late.
   * @throws JobsError `jobs.not-found`.
   */
  cancel(id: string): Promise<Job>;
  /** Starts working. @throws JobsError `jobs.request-invalid`. */
  work(options: WorkOptions): Workers;
  health(): Promise<JobsHealth>;
  /** Closes what works and lets go of the engine. */
  close(): Promise<void>;
}

/** How long ended jobs are remembered. What they did does not depend on it. */
export interface Keep {
  /** Seconds; default seven days. */
  readonly age: number;
  /** Ended jobs of each kind that are kept; default 5000. */
  readonly count: number;
}

export const defaultKeep: Keep = { age: 7 * 24 * 3600, count: 5000 };
