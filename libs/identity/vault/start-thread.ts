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
 */
export function startThread(name: string, { masterKey, ...start }: ThreadStart, youngMb: number): Worker {
  const workerData: ThreadData = { ...start, masterKey: masterKey.reveal() };
  const file = join(__dirname, `${name}${extname(__filename)}`);
  // Run from the sources (in tests), the thread needs a loader of its own.
  const execArgv = file.endsWith('.ts') ? ['--conditions=source', '--require', require.resolve('tsx/cjs')] : [];
  return new Worker(file, { workerData, execArgv, resourceLimits: { maxYoungGenerationSizeMb: youngMb } });
}
