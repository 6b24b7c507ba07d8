import { openVault } from '../vault/open-vault.js';
import { claimsOf, testKey } from './sample-claims.js';

/**
 * A process of its own that claims until it is killed, or `LAST` claims; eight callers. Prints `ready`, then `<n> <tokens>` when
 * the claims of person `n` are acknowledged.
 */
async function main(directory: string, first: number, last: number): Promise<void> {
  const vault = openVault({ directory, masterKey: testKey() });
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
  await vault.close();
}

const [directory, first, last] = process.argv.slice(2);
if (!directory || !first || !last) throw new Error('usage: claim-forever DIRECTORY FIRST LAST');
main(directory, Number(first), Number(last)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
