import { JobsError } from '../jobs-error.js';

/**
 * The answer of Redis, or an error after so many milliseconds: while a connection is made again, a call would wait as long.
 * @throws JobsError `jobs.unreachable`, `jobs.store-failed`.
 */
export async function within<T>(limit: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unreachable()), limit);
  });
  try {
    return await Promise.race([call, late]);
  } catch (error) {
    if (error instanceof JobsError) throw error;
    throw (error as Error).name === 'ReplyError' ? refused(error) : unreachable(error);
  } finally {
    clearTimeout(timer);
  }
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
