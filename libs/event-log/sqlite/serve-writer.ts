import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { BatchWriter } from './batch-writer.js';
import { logFile, prepareSchema } from './schema.js';
import type { Failed, FromWriter } from './messages.js';

/** A coded error of ours keeps its code; the database's messages name no content. */
function failed(error: unknown): Failed {
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

/**
 * What a thread does that writes the log of a directory: one message in, one commit, one answer out.
 * @param synchronous how commits wait for the disk.
 * @param write what becomes of a message; its answer goes back.
 */
export function serveWriter<Message extends { readonly kind: string }, Written>(
  directory: string,
  synchronous: 'FULL' | 'NORMAL',
  write: (writer: BatchWriter, message: Exclude<Message, { kind: 'close' }>) => Written,
): void {
  const port = parentPort!;
  const answer = (message: FromWriter<Written>): void => port.postMessage(message);
  try {
    const db = new Database(join(directory, logFile), { timeout: 10_000 });
    prepareSchema(db);
    db.pragma(`synchronous = ${synchronous}`);
    const writer = new BatchWriter(db);
    port.on('message', (message: Message) => {
      if (message.kind === 'close') {
        settle(db);
        db.close();
        answer({ kind: 'closed' });
        return port.close();
      }
      try {
        const written = write(writer, message as Exclude<Message, { kind: 'close' }>);
        answer({ kind: 'written', written, head: writer.head });
      } catch (error) {
        answer(failed(error));
      }
    });
    answer({ kind: 'ready', head: writer.head });
  } catch (error) {
    answer(failed(error));
  }
}
