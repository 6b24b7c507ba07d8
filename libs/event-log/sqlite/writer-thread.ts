import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { BatchWriter } from './batch-writer.js';
import type { FromWriter, ToWriter } from './messages.js';
import { logFile, prepareSchema } from './schema.js';

/** The writer's own thread: one batch in, one commit, one answer out. */
const { directory } = workerData as { directory: string };
const db = new Database(join(directory, logFile), { timeout: 10_000 });
const port = parentPort!;
const answer = (message: FromWriter): void => port.postMessage(message);

try {
  prepareSchema(db);
  const writer = new BatchWriter(db);
  port.on('message', (message: ToWriter) => {
    if (message.kind === 'close') {
      db.close();
      answer({ kind: 'closed' });
      port.close();
      return;
    }
    try {
      answer({ kind: 'written', outcomes: writer.write(message.requests), head: writer.head });
    } catch (error) {
      answer({ kind: 'failed', reason: error instanceof Error ? error.message : 'unknown' });
    }
  });
  answer({ kind: 'ready', head: writer.head });
} catch (error) {
  const code = (error as { code?: string }).code;
  answer({ kind: 'failed', reason: error instanceof Error ? error.message : 'unknown', ...(code && { code }) });
  db.close();
}
