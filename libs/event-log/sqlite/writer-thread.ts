import { workerData } from 'node:worker_threads';
import type { BatchWriter } from './batch-writer.js';
import type { ToWriter } from './messages.js';
import { packOutcomes, unpackRequests, type PackedOutcomes } from './packed.js';
import { serveWriter } from './serve-writer.js';
import { rowsOf } from './stored-row.js';

/** The writer's own thread. */
const { directory } = workerData as { directory: string };

serveWriter<ToWriter, PackedOutcomes>(directory, 'FULL', (writer: BatchWriter, { requests, whole }) => {
  if (!whole) return packOutcomes(writer.write(unpackRequests(requests)));
  writer.takeOver(rowsOf(unpackRequests(requests)));
  return [];
});
