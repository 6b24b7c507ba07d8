import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { generateMasterKeyFile, loadMasterKey, vaultFile, type MasterKey } from '#libs/identity';
import type { Config } from './config.js';
import type { HouseKind } from './data-directory.js';

/** Where a demo keeps the key it made for itself. A live house's key is the operator's, and kept apart from the data. */
const demoKeyFile = (data: string): string => join(data, 'master.key');

/**
 * The key that the operator supplies. A demo without one makes its own, once: with a vault already there, a key that is gone is lost.
 * @throws VaultError `vault.master-key-missing`, `vault.master-key-malformed`.
 */
export function masterKeyFor(
  { data, masterKeyFile, eventStore }: Config,
  kind: HouseKind,
  env: NodeJS.ProcessEnv,
): MasterKey {
  const own = demoKeyFile(data);
  const file = masterKeyFile ?? (kind === 'demo' ? own : undefined);
  const isGiven = env['SAGSSPOR_MASTER_KEY'] || masterKeyFile;
  // Processes that share a vault share its key, which none of them can make for the others.
  if (kind === 'demo' && !isGiven && eventStore === undefined && !existsSync(own) && !existsSync(join(data, vaultFile)))
    return generateMasterKeyFile(own);
  return loadMasterKey({ env, ...(file !== undefined && { file }) });
}
