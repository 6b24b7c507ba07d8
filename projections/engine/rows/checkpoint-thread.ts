import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** Between two looks, in milliseconds. */
const every = 1000;

/** A thread that copies WALs into their files, beside who writes and who reads. */
const files = (workerData as string[]).map((path) => new Database(path, { timeout: 0 }));
const port = parentPort!;

const looking = setInterval(() => {
  for (const db of files) db.pragma('wal_checkpoint(PASSIVE)');
}, every);

port.on('message', () => {
  clearInterval(looking);
  for (const db of files) db.close();
  port.close();
});
