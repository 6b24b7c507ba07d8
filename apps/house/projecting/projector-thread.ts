import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteReader } from '#libs/event-log';
import { loadReference } from '#libs/reference';
import { allProjections } from '#projections';
import { Projector, rebuild } from '#projections/engine';
import { projectionsOf } from '../data-directory.js';
import type { FromProjector, ProjectorStart, ToProjector } from './messages.js';

/** The projector's own thread: follows the log until it is told to rebuild or to close. */
const { data, codes } = workerData as ProjectorStart;
const port = parentPort!;
const answer = (message: FromProjector): void => port.postMessage(message);
const directory = projectionsOf(data);

let stop = new AbortController();
let wanted: ToProjector['kind'] = 'follow';

port.on('message', ({ kind }: ToProjector) => {
  wanted = wanted === 'close' ? 'close' : kind;
  stop.abort();
});

async function run(): Promise<void> {
  if (codes) loadReference({ extraDirectory: codes });
  const log = openSqliteReader({ directory: data });
  try {
    while (wanted !== 'close') {
      stop = new AbortController();
      if (wanted === 'rebuild') {
        wanted = 'follow';
        await rebuildAll(log.reader);
      } else await follow(log.reader);
    }
  } finally {
    log.close();
  }
}

type Reader = ReturnType<typeof openSqliteReader>['reader'];

async function follow(reader: Reader): Promise<void> {
  const onProjected = (ordinal: number): void => answer({ kind: 'projected', ordinal });
  const projector = new Projector({ directory, reader, projections: allProjections, apart: true, onProjected });
  try {
    answer({ kind: 'projected', ordinal: projector.checkpoint() });
    await projector.runLive(stop.signal);
    if (projector.failure) throw projector.failure;
  } finally {
    await projector.close();
  }
}

/** Ended by closing, it has changed nothing. */
async function rebuildAll(reader: Reader): Promise<void> {
  const onProgress = (stage: string, done: number, of: number): void => answer({ kind: 'rebuilding', stage, done, of });
  const { signal } = stop;
  try {
    const results = await rebuild({ directory, reader, projections: allProjections, onProgress, signal });
    answer({ kind: 'rebuilt', results });
  } catch (error) {
    if (!signal.aborted) throw error;
    answer({ kind: 'abandoned' });
  }
}

run().then(
  () => (answer({ kind: 'closed' }), port.close()),
  (error: Error) => (answer({ kind: 'failed', reason: error.message }), port.close()),
);
