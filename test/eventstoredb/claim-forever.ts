import { openEventStoreLog } from '../../libs/event-log/eventstoredb/open.js';
import { claimInTurn } from '../../libs/identity/testing/claim-in-turn.js';
import { testKey } from '../../libs/identity/testing/sample-claims.js';
import { openSharedVault } from '../../libs/identity/vault/shared/open-shared-vault.js';

/** As `claim-forever` of the vault, in an event store; replica and copy lie in the directory. */
async function main(connectionString: string, log: string, directory: string, first: number, last: number) {
  const { shared, close } = await openEventStoreLog({ connectionString, log, replicaDirectory: directory });
  const vault = await openSharedVault({ directory, masterKey: testKey(), shared });
  await claimInTurn(vault, first, last);
  await vault.close();
  await close();
}

const [connectionString, log, directory, first, last] = process.argv.slice(2);
if (!connectionString || !log || !directory || !first || !last)
  throw new Error('usage: claim-forever CONNECTION LOG DIRECTORY FIRST LAST');
main(connectionString, log, directory, Number(first), Number(last)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
