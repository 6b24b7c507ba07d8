import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { FromLooker, ToLooker } from './look-ahead.js';
import { QuickRows, type Range } from './quick-rows.js';

/** A thread that looks at ranges of a log, through a connection of its own. */
const port = parentPort!;
const db = new Database(workerData as string, { readonly: true, timeout: 10_000 });
const rows = new QuickRows(db);

function look(range: Range): FromLooker {
  try {
    return rows.lookAt(range);
  } catch (error) {
    // Pages that cannot be read are what is looked for; anything else ends the thread.
    if (!(error instanceof Database.SqliteError)) throw error;
    return { failed: error.message, code: error.code };
  }
}

port.on('message', (asked: ToLooker) => {
  if (asked === 'close') {
    db.close();
    return port.close();
  }
  const answer = look(asked);
  if ('failed' in answer) port.postMessage(answer);
  else port.postMessage(answer, [answer.numbers.buffer as ArrayBuffer, answer.hashes.buffer as ArrayBuffer]);
});
