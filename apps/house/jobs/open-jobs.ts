import { openRedisJobs, openSqliteJobs, type Jobs } from '#libs/jobs';
import type { Config } from '../config.js';
import { jobKinds } from './job-kinds.js';

/** Jobs in a file of the data directory, or on Redis when that is configured. @throws JobsError. */
export const openJobs = ({ data, jobs }: Config, onError: (error: unknown) => void): Jobs | Promise<Jobs> =>
  jobs === undefined
    ? openSqliteJobs({ directory: data, kinds: jobKinds })
    : openRedisJobs({ url: jobs, kinds: jobKinds, onError });
