import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Starts a thread of this folder.
 * @param name of its file, without the ending.
 * @param youngMb bound of its young generation, in MB: whatever it is given dies soon, and one of the usual size would only be memory held.
 */
export function startThread(name: string, workerData: unknown, youngMb: number): Worker {
  const file = join(__dirname, `${name}${extname(__filename)}`);
  // Run from the sources (in tests), the thread needs a loader of its own.
  const execArgv = file.endsWith('.ts') ? ['--conditions=source', '--require', require.resolve('tsx/cjs')] : [];
  return new Worker(file, { workerData, execArgv, resourceLimits: { maxYoungGenerationSizeMb: youngMb } });
}
