import type { Redis } from 'ioredis';
import { failureFromText } from '../failure.js';
import { kindOfId } from '../job-id.js';
import type { Job, JobProgress, JobState, JsonValue } from '../port.js';
import { keyOf } from './queues.js';
import type { StoredData } from './stored-data.js';

/** The fields of BullMQ's hash that we read; `defa` is how a job is told to fail as soon as somebody takes it up. */
export interface StoredJob {
  readonly name: string;
  readonly data: string;
  readonly timestamp: string;
  readonly parentKey?: string;
  readonly progress?: string;
  readonly returnvalue?: string;
  readonly failedReason?: string;
  readonly defa?: string;
  /** Ours, written with `defa` by a cancellation. */
  readonly cancelledAt?: string;
  readonly ats?: string;
  readonly processedOn?: string;
  readonly finishedOn?: string;
}

/** Hash and lock are read as one, so that they tell of the same moment. */
export async function readJob(redis: Redis, id: string): Promise<Job | undefined> {
  const [job] = await readJobs(redis, [id]);
  return job;
}

/** The jobs of the ids; those that are forgotten are left out. */
export async function readJobs(redis: Redis, ids: readonly string[]): Promise<Job[]> {
  const asked = redis.multi();
  for (const id of ids) asked.hgetall(keyOf(kindOfId(id)!, id)).exists(`${keyOf(kindOfId(id)!, id)}:lock`);
  const answers = (await asked.exec()) ?? [];
  return ids.flatMap((id, at) => {
    const hash = answers[2 * at]![1] as Partial<StoredJob>;
    return hash.timestamp === undefined ? [] : [jobOf(id, hash as StoredJob, answers[2 * at + 1]![1] === 1)];
  });
}

export const cancelledCode = 'jobs.cancelled';

export function jobOf(id: string, hash: StoredJob, locked: boolean): Job {
  const state = stateOf(hash, locked);
  const reason =
    state === 'cancelled'
      ? hash.failedReason?.startsWith(cancelledCode)
        ? hash.failedReason
        : hash.defa
      : hash.failedReason;
  return {
    id,
    kind: hash.name,
    data: (JSON.parse(hash.data) as StoredData).data,
    state,
    parent: hash.parentKey ? hash.parentKey.slice(hash.parentKey.lastIndexOf(':') + 1) : null,
    attempts: Number(hash.ats ?? 0),
    progress: hash.progress ? (JSON.parse(hash.progress) as JobProgress) : null,
    result: state === 'done' ? (JSON.parse(hash.returnvalue ?? 'null') as JsonValue) : null,
    failure: state !== 'done' && reason ? failureFromText(reason) : null,
    addedAt: instant(hash.timestamp)!,
    startedAt: instant(hash.processedOn),
    endedAt: instant(hash.finishedOn ?? (state === 'cancelled' ? hash.cancelledAt : undefined)),
  };
}

/** One that was told to fail and is in nobody's hands is cancelled already, though a worker has still to clear it away. */
export function stateOf(
  hash: Pick<StoredJob, 'finishedOn' | 'failedReason' | 'returnvalue' | 'defa'>,
  locked: boolean,
): JobState {
  if (hash.finishedOn !== undefined && hash.returnvalue !== undefined) return 'done';
  if (hash.finishedOn !== undefined) return hash.failedReason?.startsWith(cancelledCode) ? 'cancelled' : 'failed';
  if (locked) return 'active';
  return hash.defa?.startsWith(cancelledCode) ? 'cancelled' : 'waiting';
}

const instant = (time: string | undefined): string | null =>
  time === undefined ? null : new Date(Number(time)).toISOString();
