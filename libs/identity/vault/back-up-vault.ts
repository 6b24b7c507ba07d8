import { closeSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { vaultErrorOf } from './failure.js';
import { forgetJournal, isCopy } from './schema.js';
import { syncDirectory } from './sync-directory.js';
import { VaultError } from './vault-error.js';

/** Pages copied between two turns of the process. */
const pages = 2_000;

/**
 * Copies a vault as it stands into a new file. SQLite begins a backup anew whenever another connection writes, so under steady load
 * it would never end: a connection of its own holds one moment still for the copy. The name appears only when the copy is whole and on disk.
 * @throws VaultError `vault.backup-exists`, `vault.failed`.
 */
export async function backUpVault(vault: string, file: string): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  rmSync(part, { force: true });
  const source = new Database(vault, { readonly: true, timeout: 10_000 });
  try {
    const handle = openSync(part, 'wx', 0o600);
    try {
      source.exec('BEGIN; SELECT count(*) FROM secret;');
      await source.backup(part, { progress: () => pages });
      if (isCopy(source)) makeEmbedded(part);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    // A link fails where the name is taken.
    linkSync(part, file);
    syncDirectory(dirname(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw exists();
    throw vaultErrorOf(error);
  } finally {
    source.close();
    rmSync(part, { force: true });
  }
}

function makeEmbedded(part: string): void {
  const db = new Database(part);
  try {
    // In one file, which alone is given its name.
    db.pragma('journal_mode = DELETE');
    forgetJournal(db);
  } finally {
    db.close();
  }
}

function exists(): VaultError {
  return new VaultError(
    'vault.backup-exists',
    'There is a file at the path of the backup; it is kept. Give another path.',
  );
}
