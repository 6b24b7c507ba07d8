import { openRedisJobs } from '../bullmq/open.js';
import type { Jobs, Keep } from '../port.js';
import { openSqliteJobs } from '../sqlite/open.js';
import { kinds } from './kinds.js';

/** Where jobs of a test lie; also handed to processes. */
export type Place = { readonly directory: string } | { readonly url: string };

/** Short, so that a test need not wait long for what a killed worker held. */
export const shortLease = { lock: 1200, check: 400 };

export async function openPlace(place: Place, keep?: Keep): Promise<Jobs> {
  const options = { kinds, ...(keep && { keep }) };
  if ('directory' in place) return openSqliteJobs({ ...place, ...options });
  return openRedisJobs({ ...place, ...options, lease: shortLease });
}
