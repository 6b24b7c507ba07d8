import type { VaultReader } from '../port.js';
import { tokensIn } from '../token.js';
import { VaultError } from './vault-error.js';

/** Tokens asked for at once. */
const page = 10_000;

/**
 * Asserts that a vault has given out every token that stands in what was told, such as the newest events of the log with the names of
 * their streams. A claim is synced before the log is appended, so a token that the vault does not hold says that the vault was lost,
 * restored older than the log, or is another directory's. Nothing may be claimed in such a vault: who is sent again would get a second pseudonym.
 * @throws VaultError `vault.older-than-log`.
 */
export async function assertVaultHolds(vault: Pick<VaultReader, 'missing'>, told: Iterable<unknown>): Promise<void> {
  const tokens = new Set<string>();
  for (const one of told) {
    tokensIn(one, tokens);
    if (tokens.size < page) continue;
    await assertHolds(vault, tokens);
    tokens.clear();
  }
  await assertHolds(vault, tokens);
}

async function assertHolds(vault: Pick<VaultReader, 'missing'>, tokens: Set<string>): Promise<void> {
  const missing = await vault.missing([...tokens]);
  if (missing.length === 0) return;
  throw new VaultError(
    'vault.older-than-log',
    'The log holds pseudonyms that this vault never gave out: the vault was lost, is older than the log, or belongs to another directory. ' +
      'Restore the newest backup of the vault, or log and vault of one backup; nothing was changed.',
  );
}
