import { JobsError } from '../jobs-error.js';

/** Older ones lack commands the queues use. */
const oldest = [6, 2] as const;

/**
 * Whether a server is one that jobs can be trusted to.
 * @param info the answer to INFO.
 * @throws JobsError `jobs.redis-too-old`, `jobs.redis-cluster`, `jobs.redis-read-only`, `jobs.redis-loses-jobs`.
 */
export function checkServer(info: string): void {
  const said = (name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
  const [major = 0, minor = 0] = said('redis_version').split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
    throw new JobsError('jobs.redis-too-old', `This Redis is too old. Use ${oldest.join('.')} or a later one.`);
  if (said('cluster_enabled') === '1')
    throw new JobsError(
      'jobs.redis-cluster',
      'This Redis is a cluster. Use a single server, with a replica for its failure.',
    );
  if (said('role') === 'slave')
    throw new JobsError('jobs.redis-read-only', 'This Redis is a replica and takes no jobs. Name its master.');
  if (said('maxmemory_policy') !== 'noeviction')
    throw new JobsError(
      'jobs.redis-loses-jobs',
      'This Redis throws data away when its memory is full, and jobs with it. Set maxmemory-policy to noeviction.',
    );
}
