import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { BatchWriter } from './batch-writer.js';
import type { FromWriter, ToWriter } from './messages.js';
import { packOutcomes, unpackRequests, type PackedOutcomes } from './packed.js';
import { logFile, prepareSchema } from './schema.js';

/** The writer's own thread: one batch in, one commit, one answer out. */
const port = parentPort!;
const answer = (message: FromWriter): void => port.postMessage(message);

/** A coded error of ours keeps its code; the database's messages name no content. */
function failed(error: unknown): FromWriter {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return {
    kind: 'failed',
    reason: typeof message === 'string' ? message : 'unknown',
    ...(typeof code === 'string' && { code }),
  };
}

/** Copies the WAL into the file, so that a log at rest is one file; a reader that does not let go within a second is not waited for. */
function settle(db: Database.Database): void {
  db.pragma('busy_timeout = 1000');
  db.pragma('wal_checkpoint(TRUNCATE)');
}

function written(writer: BatchWriter, { requests, whole }: ToWriter & { kind: 'write' }): PackedOutcomes {
  if (!whole) return packOutcomes(writer.write(unpackRequests(requests)));
  writer.takeOver(unpackRequests(requests));
  return [];
}

function serve(db: Database.Database): void {
  const writer = new BatchWriter(db);
  port.on('message', (message: ToWriter) => {
    if (message.kind === 'close') {
      settle(db);
      db.close();
      answer({ kind: 'closed' });
      return port.close();
    }
    try {
      answer({ kind: 'written', outcomes: written(writer, message), head: writer.head });
    } catch (error) {
      answer(failed(error));
    }
  });
  answer({ kind: 'ready', head: writer.head });
}

try {
  const { directory, replica } = workerData as { directory: string; replica: boolean };
  const db = new Database(join(directory, logFile), { timeout: 10_000 });
  prepareSchema(db);
  if (replica) db.pragma('synchronous = NORMAL');
  serve(db);
} catch (error) {
  answer(failed(error));
}
