import type { SharedPlace } from '../../libs/event-log/shared/port.js';
import { testKey } from '../../libs/identity/testing/sample-claims.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../libs/identity/testing/temporary-directory.js';
import { describeVaultContract } from '../../libs/identity/testing/vault-contract.js';
import { openSharedVault } from '../../libs/identity/vault/shared/open-shared-vault.js';
import { closeLogs, openLog } from './open-log.js';
import { storeUnderTest } from './store-under-test.js';

const store = storeUnderTest();

afterEach(closeLogs);
afterAll(removeTemporaryDirectories);

const masterKey = testKey();
const place = async (): Promise<SharedPlace> =>
  (await openLog(store.connectionString, { limitMs: 5_000, giveUpMs: 20_000 })).shared;

describeVaultContract(`A vault in ${store.name}`, async () => {
  const [directory, shared] = [temporaryDirectory(), await place()];
  return {
    directory,
    open: (cachedClaims) => openSharedVault({ directory, masterKey, shared, ...(cachedClaims && { cachedClaims }) }),
  };
});
