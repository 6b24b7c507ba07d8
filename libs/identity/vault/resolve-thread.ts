import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { MasterKey } from './master-key.js';
import { patience, secondKeys, secondPages, setForReading } from './open-settings.js';
import { withKeys } from './open-vault.js';
import type { FromResolveThread } from './second-reader.js';
import { SqliteVaultReader } from './sqlite-vault-reader.js';
import type { ThreadData } from './start-thread.js';
import { failureOf } from './thread-failure.js';

/** The thread of a {@link SecondReader}: tokens in, what they stand for out; null in, and it ends. */
const port = parentPort!;
const { path, masterKey } = workerData as ThreadData;

const db = new Database(path, { readonly: true, timeout: patience });
setForReading(db, secondPages);
const master = new MasterKey(Buffer.from(masterKey), 'environment');
const reader = new SqliteVaultReader(withKeys(db, master, secondKeys));

function answer(tokens: readonly string[]): FromResolveThread {
  try {
    return { kind: 'resolved', json: JSON.stringify(reader.resolveHere(tokens)) };
  } catch (thrown) {
    return failureOf(thrown);
  }
}

port.on('message', (json: string | null) => {
  if (json !== null) return port.postMessage(answer(JSON.parse(json) as string[]));
  db.close();
  port.close();
});
