import type { Vault } from '../port.js';
import { claimsOf } from './sample-claims.js';

/** Claims persons `first` to `last`, eight callers at once. Prints `ready`, then `<n> <tokens>` when the claims of person `n` are acknowledged. */
export async function claimInTurn(vault: Pick<Vault, 'claim'>, first: number, last: number): Promise<void> {
  process.stdout.write('ready\n');
  let next = first;
  const caller = async (): Promise<void> => {
    while (next <= last) {
      const n = next++;
      const tokens = await vault.claim(claimsOf(n));
      process.stdout.write(`${n} ${tokens.join(' ')}\n`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, caller));
}
