/** Why a job could not be asked for or done. Stable. */
export type JobsErrorCode =
  /** A fault of the caller. */
  | 'jobs.request-invalid'
  | 'jobs.too-large'
  /** Data, a result or a step has something like a CPR number in it. */
  | 'jobs.personal-data'
  | 'jobs.not-found'
  /** Begun again while parts of it still run. */
  | 'jobs.still-ending'
  | 'jobs.cancelled'
  /** The worker closes; the job is handed back. */
  | 'jobs.closing'
  /** The lease was lost; somebody else may have begun the job. */
  | 'jobs.lease-lost'
  /** The process that worked on it ended, and no attempt is left. */
  | 'jobs.worker-lost'
  /** The processor threw an error without a code of ours. */
  | 'jobs.processor-failed'
  /** A child failed or was cancelled. */
  | 'jobs.child-failed'
  | 'jobs.closed'
  /** The disk or the database refused. */
  | 'jobs.store-failed'
  | 'jobs.format-unknown'
  /** Redis did not answer within the time limit. */
  | 'jobs.unreachable'
  | 'jobs.redis-url'
  | 'jobs.redis-refused'
  | 'jobs.redis-too-old'
  | 'jobs.redis-read-only'
  | 'jobs.redis-cluster'
  | 'jobs.redis-loses-jobs';

/** An error of the jobs; the sentence says what to do and never repeats data. */
export class JobsError extends Error {
  override readonly name = 'JobsError';

  constructor(
    readonly code: JobsErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Thrown by a processor for what no further attempt can mend. Code as `room.reason`; the sentence repeats no data. */
export class FinalFailure extends Error {
  override readonly name = 'FinalFailure';

  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
