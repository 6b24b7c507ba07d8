import { readToken, type VaultReader } from '#libs/identity';
import type { EventReader } from '#libs/event-log';
import { HouseError } from './house-error.js';
import { textsIn } from './tables/reveal.js';

/** How many of the last events are looked at. */
const looked = 100;

/**
 * The vault is synced before the log is appended, so it knows every token of the last events; one that does not was restored older
 * than the log. @throws HouseError `data.vault-behind`.
 */
export async function checkVault(reader: EventReader, vault: Pick<VaultReader, 'resolve'>): Promise<void> {
  const head = reader.head();
  const events = reader.readAll(Math.max(0, head - looked), looked);
  const tokens = events.flatMap(({ data }) => [...textsIn(data)]).filter((text) => readToken(text) !== undefined);
  const resolved = await vault.resolve([...new Set(tokens)]);
  if (resolved.every(({ state }) => state !== 'unknown')) return;
  throw new HouseError(
    'data.vault-behind',
    'The vault is older than the log: it does not know whom the last events speak of. Restore the vault that belongs to this log.',
  );
}
