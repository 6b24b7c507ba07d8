import type { Database } from 'better-sqlite3';
import type { MasterKey } from './master-key.js';
import { seal, unseal, type RandomBytes } from './sealing.js';
import { VaultError } from './vault-error.js';

const checkText = Buffer.from('sagsspor vault 1');
const boundTo = (name: string): Buffer => Buffer.from(`secret:${name}`);

/** Writes the check value and a new random index key into an empty vault. Call within a transaction. */
export function writeSecrets(db: Database, master: MasterKey, random: RandomBytes): void {
  const insert = db.prepare('INSERT INTO secret (name, sealed) VALUES (?, ?)');
  insert.run('check', seal(master.reveal(), checkText, boundTo('check'), random));
  insert.run('index-key', seal(master.reveal(), random(32), boundTo('index-key'), random));
}

/**
 * Reads the index key, after the check value has told whether the master key is the one.
 * @throws VaultError `vault.master-key-wrong`, or `vault.damaged` when the check value opens and the index key does not.
 */
export function readIndexKey(db: Database, master: MasterKey): Buffer {
  const read = db.prepare<[string], Buffer>('SELECT sealed FROM secret WHERE name = ?').pluck();
  const [check, indexKey] = [read.get('check'), read.get('index-key')];
  if (!check || !indexKey) {
    throw new VaultError('vault.damaged', 'The vault has lost its own keys. Restore the newest backup of the vault.');
  }
  try {
    unseal(master.reveal(), check, boundTo('check'));
  } catch {
    throw new VaultError(
      'vault.master-key-wrong',
      'The master key is not the one this vault was made with. Give that key, or restore the vault that belongs to this key; ' +
        'nothing was changed.',
    );
  }
  return unseal(master.reveal(), indexKey, boundTo('index-key'));
}
