import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import type { RebuildThreads } from './engine/index.js';

/** What a thread of a rebuild opens for itself. */
export interface RebuildingThread {
  /** Where the log lies. */
  readonly data: string;
  /** Where further code lists lie. */
  readonly codes?: string | undefined;
}

/** Shares to which more threads add nothing, since they write to the same files. */
const mostThreads = 4;

/** Threads for a rebuild of all projections of the house, as many as the machine has cores beside the one that asks. */
export const rebuildThreads = (data: RebuildingThread): RebuildThreads => ({
  count: Math.min(availableParallelism(), mostThreads) - 1,
  fewestEvents: 50_000,
  file: join(__dirname, `rebuilding-thread${extname(__filename)}`),
  data,
});
