import type { JobType } from 'bullmq';
import { JobsError } from '../jobs-error.js';
import type { JobPage, JobState } from '../port.js';
import { keyOf, type Queues } from './queues.js';
import { readJobs } from './read-job.js';

interface Wanted {
  readonly kinds: readonly string[];
  readonly state: JobState | undefined;
  /** As the page before gave it. */
  readonly after: string | undefined;
  readonly limit: number;
}

interface Place {
  readonly addedAt: number;
  readonly id: string;
}

const unbegun: JobType[] = ['waiting', 'delayed', 'waiting-children', 'prioritized'];

/** Where BullMQ may hold jobs of a state. One whose lock is gone is on the list of the active, and waits. */
const typesOf: Record<JobState, JobType[]> = {
  waiting: [...unbegun, 'active'],
  active: ['active'],
  done: ['completed'],
  failed: ['failed'],
  cancelled: [...unbegun, 'failed', 'active'],
};

const everyType = [...new Set(Object.values(typesOf).flat())];

/** Reads the ids and times of all that may be meant, then the jobs of the page: what is kept is bounded, what waits seldom much. */
export async function listJobs(queues: Queues, wanted: Wanted): Promise<JobPage> {
  const places = (await Promise.all(wanted.kinds.map((kind) => placesOf(queues, kind, wanted))))
    .flat()
    .sort(newestFirst);
  const from = wanted.after === undefined ? 0 : indexAfter(places, placeOf(wanted.after));
  const jobs = [];
  for (let at = from; at < places.length; at += wanted.limit) {
    const read = await readJobs(
      queues.redis,
      places.slice(at, at + wanted.limit).map(({ id }) => id),
    );
    jobs.push(...read.filter(({ state }) => wanted.state === undefined || state === wanted.state));
    if (jobs.length > wanted.limit) break;
  }
  const page = jobs.slice(0, wanted.limit);
  return { jobs: page, next: jobs.length > wanted.limit ? nameOf(page.at(-1)!) : null };
}

async function placesOf(queues: Queues, kind: string, { state }: Wanted): Promise<Place[]> {
  const ids = await queues.of(kind).getRanges(state ? typesOf[state] : everyType, 0, -1);
  const asked = queues.redis.pipeline();
  for (const id of ids) asked.hget(keyOf(kind, id), 'timestamp');
  const answers = (await asked.exec()) ?? [];
  return ids.flatMap((id, at) => (answers[at]![1] === null ? [] : [{ id, addedAt: Number(answers[at]![1]) }]));
}

const newestFirst = (one: Place, other: Place): number =>
  other.addedAt - one.addedAt || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0);

function indexAfter(places: readonly Place[], last: Place): number {
  const at = places.findIndex((one) => newestFirst(one, last) > 0);
  return at < 0 ? places.length : at;
}

const nameOf = ({ addedAt, id }: { addedAt: string; id: string }): string => `${Date.parse(addedAt)}-${id}`;

function placeOf(after: string): Place {
  const found = /^(\d{1,15})-([a-z-]+[0-9a-f]{32})$/.exec(after);
  if (found) return { addedAt: Number(found[1]), id: found[2]! };
  throw new JobsError('jobs.request-invalid', 'This is no page of a list. Begin again at its first.');
}
