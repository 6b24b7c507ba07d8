import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { EventLogError, type EventLogErrorCode } from '../event-log-error.js';
import type { FromWriter } from './messages.js';

/** A writer's thread that has opened its file, and the log's largest ordinal. */
export interface StartedWriter {
  readonly worker: Worker;
  readonly head: number;
}

/**
 * @param thread its file, without the ending.
 * @throws EventLogError what the thread failed of, else `log.write-failed`.
 */
export async function startWriter(thread: string, workerData: { readonly directory: string }): Promise<StartedWriter> {
  const file = `${thread}${extname(__filename)}`;
  // Run from the sources (in tests), the thread needs a loader of its own.
  const execArgv = file.endsWith('.ts') ? ['--require', require.resolve('tsx/cjs')] : [];
  // What the thread makes lives for a commit: a larger young generation is 30 MB more for nothing.
  const resourceLimits = { maxYoungGenerationSizeMb: 12 };
  const worker = new Worker(file, { workerData, execArgv, resourceLimits });
  const first = await firstAnswer(worker);
  if (first.kind === 'ready') return { worker, head: first.head };
  await worker.terminate();
  const { reason, code } = first as { reason: string; code?: string };
  if (code?.startsWith('log.')) throw new EventLogError(code as EventLogErrorCode, reason);
  throw new EventLogError(
    'log.write-failed',
    `The log could not be opened (${reason}). See to the disk and the rights on the data directory.`,
  );
}

const firstAnswer = (worker: Worker): Promise<FromWriter> =>
  new Promise((resolve) => {
    worker.once('message', resolve);
    worker.once('error', (error) => resolve({ kind: 'failed', reason: error.message }));
    worker.once('exit', () => resolve({ kind: 'failed', reason: 'its thread ended' }));
  });
