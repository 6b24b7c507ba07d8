import type { Redis } from 'ioredis';
import { failureOf, failureText } from '../failure.js';
import { kindOfId } from '../job-id.js';
import { JobsError } from '../jobs-error.js';
import type { Job } from '../port.js';
import { cancelled } from '../run-processor.js';
import { keyOf } from './queues.js';
import { readJob } from './read-job.js';
import type { StoredData } from './stored-data.js';

/**
 * Marks jobs to fail as soon as somebody takes them up (BullMQ's deferred failure), unless they have ended. Workers look for the mark on
 * what they have in their hands.
 */
const mark = `
  for at, key in ipairs(KEYS) do
    if redis.call('EXISTS', key) == 1 and redis.call('HEXISTS', key, 'finishedOn') == 0 then
      redis.call('HSET', key, 'defa', ARGV[1], 'cancelledAt', ARGV[2])
    end
  end`;

/** @throws JobsError `jobs.not-found`. */
export async function cancelJob(redis: Redis, id: string): Promise<Job> {
  const kind = kindOfId(id);
  const text = kind && (await redis.hget(keyOf(kind, id), 'data'));
  if (!kind || !text) throw notFound();
  const { children = [] } = JSON.parse(text) as StoredData;
  const keys = [keyOf(kind, id), ...children.map((child) => keyOf(child.kind, child.id))];
  await redis.eval(mark, keys.length, ...keys, failureText(failureOf(cancelled())), Date.now());
  const job = await readJob(redis, id);
  if (!job) throw notFound();
  return job;
}

/** Which of the jobs are marked. */
export async function markedAmong(redis: Redis, jobs: readonly { kind: string; id: string }[]): Promise<string[]> {
  const asked = redis.pipeline();
  for (const { kind, id } of jobs) asked.hexists(keyOf(kind, id), 'defa');
  const answers = (await asked.exec()) ?? [];
  return jobs.filter((_, at) => answers[at]?.[1] === 1).map(({ id }) => id);
}

const notFound = (): JobsError =>
  new JobsError('jobs.not-found', 'No such job. It was never asked for, or is forgotten: ask again.');
