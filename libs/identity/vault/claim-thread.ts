import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { ClaimCommit } from './claim-commit.js';
import type { FromClaimThread, ToClaimThread } from './claim-messages.js';
import { MasterKey } from './master-key.js';
import { patience, setForWriting } from './open-settings.js';
import { withKeys } from './open-vault.js';
import { randomPool } from './random-pool.js';
import type { ThreadData } from './start-thread.js';
import { failureOf } from './thread-failure.js';

/** The vault's own thread: one batch of calls in, one commit, one answer out. */
const port = parentPort!;
const { path, masterKey, cachedKeys } = workerData as ThreadData;

const db = new Database(path, { timeout: patience, fileMustExist: true });
setForWriting(db);
const master = new MasterKey(Buffer.from(masterKey), 'environment');
const commit = new ClaimCommit(withKeys(db, master, cachedKeys), randomPool());

function claim({ calls }: Extract<ToClaimThread, { kind: 'claim' }>): FromClaimThread {
  try {
    return { kind: 'held', calls: commit.run(calls) };
  } catch (thrown) {
    return failureOf(thrown);
  }
}

port.on('message', (message: ToClaimThread) => {
  if (message.kind === 'claim') return port.postMessage(claim(message));
  db.close();
  port.close();
});
