import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** Between two looks at a file, in milliseconds. */
const every = 1000;

/** A thread that copies WALs into their files, beside who writes and who reads. */
const files = (workerData as string[]).map((path) => new Database(path, { timeout: 0 }));
const port = parentPort!;

// One after the other and not all at once: while a file is synced, who writes waits for the disk.
let next = 0;
const looking = setInterval(
  () => files[next++ % files.length]!.pragma('wal_checkpoint(PASSIVE)'),
  every / files.length,
);

port.on('message', () => {
  clearInterval(looking);
  for (const db of files) db.close();
  port.close();
});
