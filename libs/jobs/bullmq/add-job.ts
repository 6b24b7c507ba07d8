import type { JobsOptions } from 'bullmq';
import { randomUUID } from 'node:crypto';
import { JobsError } from '../jobs-error.js';
import type { Job } from '../port.js';
import type { Prepared, PreparedChild } from '../prepare.js';
import { hasEnded } from '../until-ended.js';
import { keyOf, prefix, type Queues } from './queues.js';
import { readJob, readJobs } from './read-job.js';
import type { StoredData } from './stored-data.js';

/** Names how long to wait between attempts: the worker works it out. */
export const backOffType = 'doubled';

/** Puts a request in, unless it is there; begins again what has ended, when asked to. */
export async function addJob(queues: Queues, request: Prepared): Promise<Job> {
  if (request.again || request.children.length > 0)
    return alone(queues, request.id, async () => (await standing(queues, request)) ?? insert(queues, request));
  // Both go out one behind the other; Redis answers in order, so the first says whether the second found the job there.
  const asked = queues.there.about(keyOf(request.kind, request.id));
  await asked?.sent;
  const [there, added] = await Promise.all([asked?.there, insert(queues, request)]);
  return there === 0 ? added : ((await readJob(queues.redis, request.id)) ?? added);
}

/** The job that is there and stays; undefined where there is none, or it was cleared away to begin again. */
async function standing(queues: Queues, request: Prepared): Promise<Job | undefined> {
  const there = await readJob(queues.redis, request.id);
  if (!there || !request.again || !hasEnded(there)) return there;
  const children = await readJobs(
    queues.redis,
    request.children.map(({ id }) => id),
  );
  if (children.some(({ state }) => state === 'active')) throw stillEnding();
  const keepsChildren = there.state !== 'done';
  const cleared = [there, ...children.filter(({ state }) => !(keepsChildren && state === 'done'))];
  for (const { kind, id } of cleared)
    if ((await queues.of(kind).remove(id, { removeChildren: false })) === 0) throw stillEnding();
  return undefined;
}

async function insert(queues: Queues, request: Prepared): Promise<Job> {
  const timestamp = Date.now();
  await (request.children.length === 0 ? insertOne : insertFlow)(queues, request, timestamp);
  return waiting(request, timestamp);
}

/** What `Queue.add` comes to, with the text that is made already: it would make an object of the job and the text anew, a quarter of the whole. */
async function insertOne(queues: Queues, request: Prepared, timestamp: number): Promise<void> {
  const { id, kind, text } = request;
  await queues.of(kind).backend.addJob(
    {
      id,
      name: kind,
      data: `{"data":${text}}`,
      opts: optionsOf(request),
      timestamp,
      progress: 0,
      attemptsMade: 0,
      attemptsStarted: 0,
      stalledCounter: 0,
      failedReason: '',
      returnvalue: '',
    },
    id,
  );
}

async function insertFlow({ flows }: Queues, request: Prepared, timestamp: number): Promise<void> {
  const { id, kind, data, children } = request;
  const opts = optionsOf(request);
  await flows.add({
    name: kind,
    queueName: kind,
    data: { data, children: children.map(({ text: _, ...child }) => child) } satisfies StoredData,
    opts: { ...opts, jobId: id, timestamp },
    children: children.map((child) => childOf(child, opts)),
  });
}

/** The job itself begins whichever way a child ended, so a child's failure is put aside for it and does not hold it up. */
const childOf = ({ id, kind, data }: PreparedChild, opts: JobsOptions) => ({
  name: kind,
  queueName: kind,
  data: { data } satisfies StoredData,
  opts: { ...opts, jobId: id, ignoreDependencyOnFailure: true },
});

/** Little: Redis writes and reads them with every job. How long ended jobs are kept is the worker's word. */
const optionsOf = ({ attempts, backOff }: Prepared): JobsOptions => ({
  attempts,
  backoff: { type: backOffType, delay: backOff },
});

const waiting = ({ id, kind, data }: Prepared, timestamp: number): Job => ({
  id,
  kind,
  data,
  state: 'waiting',
  parent: null,
  attempts: 0,
  progress: null,
  result: null,
  failure: null,
  addedAt: new Date(timestamp).toISOString(),
  startedAt: null,
  endedAt: null,
});

/**
 * A flow is put in by one at a time: a second insert would tie children that have ended by then to the parent anew, and it would wait
 * for them for ever.
 */
async function alone<T>({ redis }: Queues, id: string, put: () => Promise<T>): Promise<T> {
  const key = `${prefix}:adding:${id}`;
  const token = randomUUID();
  while ((await redis.set(key, token, 'PX', 2000, 'NX')) === null) await new Promise((next) => setTimeout(next, 20));
  try {
    return await put();
  } finally {
    if ((await redis.get(key)) === token) await redis.del(key);
  }
}

const stillEnding = (): JobsError =>
  new JobsError('jobs.still-ending', 'Parts of the job are still ending. Ask again in a moment.');
