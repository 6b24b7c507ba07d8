import { backOffAfter } from './back-off.js';
import { failureOf } from './failure.js';
import { guarded } from './guard.js';
import { FinalFailure, JobsError } from './jobs-error.js';
import type { ChildOutcome, JobFailure, JobProgress, JsonValue, Processor } from './port.js';
import { ProgressWriter } from './progress-writer.js';

/** A job as it was begun. */
export interface Begun {
  readonly id: string;
  readonly kind: string;
  readonly data: JsonValue;
  /** 1 for the first. */
  readonly attempt: number;
  readonly attempts: number;
  readonly backOff: number;
}

export interface Hands {
  readonly signal: AbortSignal;
  readonly onError: (error: unknown, job: Begun) => void;
  writeProgress(progress: JobProgress): Promise<unknown>;
  children(): Promise<readonly ChildOutcome[]>;
}

/** What became of an attempt. */
export type Ending =
  | { readonly kind: 'done'; readonly result: JsonValue; readonly text: string }
  /** Milliseconds until the next attempt. */
  | { readonly kind: 'retry'; readonly failure: JobFailure; readonly delay: number }
  | { readonly kind: 'failed'; readonly failure: JobFailure }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'handed-back' }
  /** Not ours any more. */
  | { readonly kind: 'lost' };

/** Runs one attempt, the same way for every engine. Never throws. */
export async function runProcessor(processor: Processor, begun: Begun, hands: Hands): Promise<Ending> {
  // Each attempt so far took its process with it.
  if (begun.attempt > begun.attempts) return { kind: 'failed', failure: failureOf(workerLost()) };
  const progress = new ProgressWriter(hands.writeProgress);
  try {
    const result = await processor(begun.data, {
      id: begun.id,
      attempt: begun.attempt,
      signal: hands.signal,
      progress: (done, of, step) => progress.tell(done, of, step),
      children: () => hands.children(),
    });
    return done(result ?? null);
  } catch (error) {
    const aborted = hands.signal.aborted ? endingOfAbort(hands.signal.reason) : undefined;
    if (aborted) return aborted;
    hands.onError(error, begun);
    const failure = failureOf(error);
    if (error instanceof FinalFailure || begun.attempt >= begun.attempts) return { kind: 'failed', failure };
    return { kind: 'retry', failure, delay: backOffAfter(begun.attempt, begun.backOff) };
  } finally {
    await progress.flush();
  }
}

/** A result that no engine may keep ends the job: another attempt would give it again. */
function done(result: JsonValue): Ending {
  try {
    return { kind: 'done', result, text: guarded(result, 'result') };
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error) };
  }
}

function endingOfAbort(reason: unknown): Ending | undefined {
  switch ((reason as JobsError | undefined)?.code) {
    case 'jobs.cancelled':
      return { kind: 'cancelled' };
    case 'jobs.closing':
      return { kind: 'handed-back' };
    case 'jobs.lease-lost':
      return { kind: 'lost' };
    default:
      return undefined;
  }
}

const workerLost = (): JobsError =>
  new JobsError(
    'jobs.worker-lost',
    'Each process that began the job ended in the middle of it. Look why, then ask again.',
  );

export const cancelled = (): JobsError => new JobsError('jobs.cancelled', 'The job was cancelled.');

export const closing = (): JobsError =>
  new JobsError('jobs.closing', 'The worker closes and hands the job back. Stop at the next safe point.');

export const leaseLost = (): JobsError =>
  new JobsError('jobs.lease-lost', 'The lease of the job was lost; somebody else may have begun it. Stop at once.');
