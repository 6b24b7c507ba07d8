/** Jobs: one port; in a file of the data directory, or in BullMQ on Redis. */
export type * from './port.js';
export { defaultKeep } from './port.js';
export { FinalFailure, JobsError, type JobsErrorCode } from './jobs-error.js';
export { assertAllDone, hasEnded, untilEnded } from './until-ended.js';
export { kindOfId } from './job-id.js';
export { jobsFile } from './sqlite/schema.js';
export { openSqliteJobs, type SqliteJobsPlace } from './sqlite/open.js';
export { openRedisJobs, type RedisJobs, type RedisJobsPlace } from './bullmq/open.js';
export type { Lease } from './bullmq/workers.js';
export { jobsDashboard } from './bullmq/dashboard.js';
