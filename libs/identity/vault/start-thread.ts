import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { MasterKey } from './master-key.js';

/** What a thread of the vault is started with. The key stays within the process. */
export interface ThreadStart {
  readonly path: string;
  readonly masterKey: MasterKey;
  /** Person keys kept open. */
  readonly cachedKeys: number;
}

/** The same as it comes to the thread. */
export type ThreadData = Omit<ThreadStart, 'masterKey'> & { readonly masterKey: Uint8Array };

/**
 * Starts a thread of this folder.
 * @param name of its file, without the ending.
 * @param youngMb bound of its young generation, in MB: what it makes lives for a message, and one of the usual size would be 30 MB more for nothing.
 * @param lost told why, when it fails or ends.
 */
export function startThread(
  name: string,
  { masterKey, ...start }: ThreadStart,
  youngMb: number,
  lost: (thread: Worker, reason: string) => void,
): Worker {
  const workerData: ThreadData = { ...start, masterKey: masterKey.reveal() };
  const file = join(__dirname, `${name}${extname(__filename)}`);
  // Run from the sources (in tests), the thread needs a loader of its own.
  const execArgv = file.endsWith('.ts') ? ['--conditions=source', '--require', require.resolve('tsx/cjs')] : [];
  const thread = new Worker(file, { workerData, execArgv, resourceLimits: { maxYoungGenerationSizeMb: youngMb } });
  thread.on('error', (error) => lost(thread, error.message));
  thread.on('exit', () => lost(thread, 'its thread ended'));
  return thread;
}

/** Ends a thread by a message it knows; resolved when it has answered what it was asked before, and let go of the file. */
export async function endThread(thread: Worker, message: unknown): Promise<void> {
  thread.ref();
  const over = new Promise((exit) => thread.once('exit', exit));
  thread.postMessage(message);
  await over;
}
