import { JobsError } from './jobs-error.js';
import type { WorkOptions } from './port.js';
import { assertDeclared } from './prepare.js';

/** @throws JobsError `jobs.request-invalid`. */
export function checkWork(kinds: readonly string[], { processors, concurrency = 1 }: WorkOptions): void {
  for (const kind of Object.keys(processors)) assertDeclared(kinds, kind);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 1000)
    throw new JobsError('jobs.request-invalid', 'Concurrency is a whole number, 1 to 1000. Mend the configuration.');
}

/** @throws JobsError `jobs.request-invalid`. */
export function checkLimit(limit = 50): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= 500) return limit;
  throw new JobsError('jobs.request-invalid', 'A page has 1 to 500 jobs. Ask for another length.');
}
