import { JobsError } from './jobs-error.js';
import type { ChildOutcome, Job, Jobs } from './port.js';

export const hasEnded = ({ state }: Pick<Job, 'state'>): boolean => state !== 'waiting' && state !== 'active';

/**
 * Waits until a job has ended, looking every `every` milliseconds.
 * @throws JobsError `jobs.not-found` when the engine does not know it (any more); the signal's reason.
 */
export async function untilEnded(jobs: Jobs, id: string, signal?: AbortSignal, every = 100): Promise<Job> {
  for (;;) {
    signal?.throwIfAborted();
    const job = await jobs.get(id);
    if (!job) throw new JobsError('jobs.not-found', 'No such job. It was never asked for, or is forgotten: ask again.');
    if (hasEnded(job)) return job;
    await new Promise((next) => setTimeout(next, every));
  }
}

/**
 * The children of a job, all of which must be done.
 * @throws JobsError `jobs.child-failed` naming the first that is not by its id.
 */
export function assertAllDone(children: readonly ChildOutcome[]): readonly ChildOutcome[] {
  const failed = children.filter(({ state }) => state !== 'done');
  if (failed.length === 0) return children;
  throw new JobsError(
    'jobs.child-failed',
    `${failed.length} of ${children.length} parts did not get done, the first is ${failed[0]!.id}. See why, mend it and ask again: what is done is kept.`,
  );
}
