import { openVault } from '../vault/open-vault.js';
import { claimInTurn } from './claim-in-turn.js';
import { testKey } from './sample-claims.js';

/** A process of its own that claims until it is killed, or up to person `LAST`. */
async function main(directory: string, first: number, last: number): Promise<void> {
  const vault = openVault({ directory, masterKey: testKey() });
  await claimInTurn(vault, first, last);
  await vault.close();
}

const [directory, first, last] = process.argv.slice(2);
if (!directory || !first || !last) throw new Error('usage: claim-forever DIRECTORY FIRST LAST');
main(directory, Number(first), Number(last)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
