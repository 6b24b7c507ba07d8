import { openSharedVault, type SharedVaultOptions } from '../vault/shared/open-shared-vault.js';
import type { SharedVault } from '../vault/shared/shared-vault.js';
import type { ClaimsRecord, VaultRecord } from '../vault/shared/vault-record.js';
import type { MemoryPlace } from './memory-place.js';
import { testKey } from './sample-claims.js';
import { temporaryDirectory } from './temporary-directory.js';

const opened: SharedVault[] = [];

/** A vault on a place, as a process with a directory of its own has it; closed by `closeSharedVaults`. */
export async function sharedVault(
  options: Pick<SharedVaultOptions, 'shared'> & Partial<SharedVaultOptions>,
): Promise<SharedVault> {
  const vault = await openSharedVault({ directory: temporaryDirectory(), masterKey: testKey(), ...options });
  opened.push(vault);
  return vault;
}

export async function closeSharedVaults(): Promise<void> {
  for (const vault of opened.splice(0)) await vault.close();
}

/** What stands in the journal. */
export const recordsOf = (place: MemoryPlace): VaultRecord[] =>
  place.records('vault').map((text) => JSON.parse(text) as VaultRecord);

export const claimsRecordsOf = (place: MemoryPlace): ClaimsRecord[] =>
  recordsOf(place).filter((record) => record.kind === 'claims');
