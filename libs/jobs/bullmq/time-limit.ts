import { JobsError } from '../jobs-error.js';

/**
 * The answer of Redis, or an error after so many milliseconds: while a connection is made again, a call would wait as long.
 * @throws JobsError `jobs.unreachable`, `jobs.store-failed`.
 */
export function within<T>(limit: number, call: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(unreachable()), limit);
    call.then(
      (answer) => {
        clearTimeout(timer);
        resolve(answer);
      },
      (error: Error) => {
        clearTimeout(timer);
        reject(inOurWords(error));
      },
    );
  });
}

function inOurWords(error: Error): JobsError {
  if (error instanceof JobsError) return error;
  return error.name === 'ReplyError' ? refused(error) : unreachable(error);
}

export const unreachable = (cause?: unknown): JobsError =>
  new JobsError(
    'jobs.unreachable',
    'Redis does not answer. See that it runs and can be reached, then ask again: a request that did arrive is not done twice.',
    { cause },
  );

const refused = (cause: unknown): JobsError =>
  new JobsError('jobs.store-failed', 'Redis refused to keep it. See its memory, its role and the rights of its user.', {
    cause,
  });
