import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a thread of the vault is given at its start. The key stays within the process. */
export interface ThreadStart {
  readonly path: string;
  readonly masterKey: Uint8Array;
  /** Person keys kept open. */
  readonly cachedKeys: number;
}

/**
 * Starts a thread of this folder.
 * @param name of its file, without the ending.
 * @param youngMb bound of its young generation, in MB: what it makes lives for a message, and one of the usual size would be 30 MB more for nothing.
 */
export function startThread(name: string, start: ThreadStart, youngMb: number): Worker {
  const file = join(__dirname, `${name}${extname(__filename)}`);
  // Run from the sources (in tests), the thread needs a loader of its own.
  const execArgv = file.endsWith('.ts') ? ['--conditions=source', '--require', require.resolve('tsx/cjs')] : [];
  return new Worker(file, { workerData: start, execArgv, resourceLimits: { maxYoungGenerationSizeMb: youngMb } });
}
