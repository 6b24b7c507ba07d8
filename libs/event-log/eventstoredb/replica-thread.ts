import { workerData } from 'node:worker_threads';
import type { BatchWriter } from '../sqlite/batch-writer.js';
import { serveWriter } from '../sqlite/serve-writer.js';
import type { StoredRow } from '../sqlite/stored-row.js';
import { Answers } from './answers.js';
import { LogNames } from './names.js';
import type { Heads, ReplicaPlace, ToReplica } from './replica.js';

/**
 * The replica's own thread: takes the answers of the store apart, checks them and writes them, so that all that is costly about an event that
 * is read happens here, beside the thread that serves.
 */
const { directory, log } = workerData as ReplicaPlace;
const names = new LogNames(log);

// What it holds can be had from the store again. A power cut takes the last commits of it, whole.
serveWriter<ToReplica, Heads>(directory, 'NORMAL', (writer: BatchWriter, { bytes, ends }) => {
  const heads = new Map<string, number>();
  const rows = new Answers(Buffer.from(bytes.buffer), ends).rows(names);
  writer.takeOver(noting(heads, rows));
  return heads;
});

function* noting(heads: Map<string, number>, rows: Iterable<StoredRow>): Generator<StoredRow> {
  for (const row of rows) {
    heads.set(row.stream, row.revision);
    yield row;
  }
}
