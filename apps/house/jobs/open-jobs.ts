import { kindOfId, openRedisJobs, openSqliteJobs, type Jobs } from '#libs/jobs';
import type { Closers } from '../closers.js';
import type { Config } from '../config.js';
import { jobKinds, rebuildKind } from './job-kinds.js';

/** Where the jobs of a house lie: one place for all of them, or two where several processes share the deliveries. */
export interface Engines {
  readonly deliveries: Jobs;
  /** What only this process can do, in a file of its data directory. */
  readonly own: Jobs;
  /** Where a job of this id lies. */
  of(id: string): Jobs;
}

/** Jobs in a file of the data directory; deliveries on Redis when that is configured. @throws JobsError. */
export async function openJobs(
  { data, jobs }: Pick<Config, 'data' | 'jobs'>,
  closers: Closers,
  onError: (error: unknown) => void,
): Promise<Engines> {
  const kept = <J extends Jobs>(engine: J): J => closers.add(engine, (one) => one.close());
  const kinds = jobs === undefined ? [...jobKinds, rebuildKind] : [rebuildKind];
  const own = kept(openSqliteJobs({ directory: data, kinds }));
  const deliveries = jobs === undefined ? own : kept(await openRedisJobs({ url: jobs, kinds: jobKinds, onError }));
  return { deliveries, own, of: (id) => (kindOfId(id) === rebuildKind ? own : deliveries) };
}
