import type { SharedPlace } from '#libs/event-log';
import { ClaimCommit } from '../claim-commit.js';
import { missing } from '../master-key.js';
import { usualClaims, usualKeys } from '../open-settings.js';
import { withKeys, type VaultOptions } from '../open-vault.js';
import { randomPool } from '../random-pool.js';
import { writeSecrets } from '../vault-secrets.js';
import { openCopy } from './open-copy.js';
import { rehearsed } from './rehearsed.js';
import { SharedClaims } from './shared-claims.js';
import { noneInStore } from './shared-errors.js';
import { SharedVault } from './shared-vault.js';
import { StoredRows } from './stored-rows.js';

export interface SharedVaultOptions extends Omit<VaultOptions, 'threadAfter'> {
  /** Where the vault lies. `directory` is where this process keeps its copy. */
  readonly shared: SharedPlace;
}

/**
 * Opens the vault that several processes share, and makes it when there is none. Resolves when the copy of this directory has caught up.
 * The vault lets go of its copy when it is closed; the place is its owner's to close, afterwards.
 * @throws VaultError `vault.master-key-missing`, `vault.master-key-wrong`, `vault.format-unknown` (the directory has an embedded vault),
 *   `vault.differs` (its copy is of another vault), `vault.damaged`, `vault.failed`; with `mustExist` also `vault.not-found`.
 *   EventLogError `log.unreachable` and others.
 */
export async function openSharedVault(options: SharedVaultOptions): Promise<SharedVault> {
  const { directory, masterKey, shared, random = randomPool() } = options;
  const { cachedClaims = usualClaims, cachedKeys = usualKeys, mustExist = false } = options;
  if (!masterKey) throw missing('');
  const { copy, journal } = await openCopy(directory, shared);
  const { db } = copy;
  try {
    const rows = new StoredRows(db);
    if (!rows.secrets() && mustExist) throw noneInStore();
    await journal.add(() => {
      if (rows.secrets()) return undefined;
      return rehearsed(db, () => {
        writeSecrets(db, masterKey, random);
        return rows.secrets()!;
      });
    });
    const file = withKeys(db, masterKey, cachedKeys);
    const commit = new ClaimCommit(file, random);
    const claims = new SharedClaims({ db, commit, copy, journal, shared, random });
    return new SharedVault(file, claims, cachedClaims, journal);
  } catch (error) {
    db.close();
    throw error;
  }
}
