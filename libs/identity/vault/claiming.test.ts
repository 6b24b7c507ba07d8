import { claimsOf, cpr, testKey } from '../testing/sample-claims.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { describeVaultContract } from '../testing/vault-contract.js';
import { commitsInWal } from '../testing/vault-files.js';
import { openVault } from './open-vault.js';
import type { SqliteVault } from './sqlite-vault.js';

afterAll(removeTemporaryDirectories);

describeVaultContract('An embedded vault', async () => {
  const directory = temporaryDirectory();
  return {
    directory,
    open: async (cachedClaims) => openVault({ directory, masterKey: testKey(), ...(cachedClaims && { cachedClaims }) }),
  };
});

describe('one commit a turn', () => {
  let directory: string;
  let vault: SqliteVault;
  beforeEach(() => {
    directory = temporaryDirectory();
    vault = openVault({ directory, masterKey: testKey() });
  });
  afterEach(() => vault.close());

  it('holds the calls of the turn; what is known already costs none', async () => {
    await vault.claim(claimsOf(0));
    const before = commitsInWal(directory);
    await Promise.all(Array.from({ length: 50 }, (_, n) => vault.claim(claimsOf(n))));
    expect(commitsInWal(directory)).toBe(before + 1);
    await Promise.all(Array.from({ length: 50 }, (_, n) => vault.claim(claimsOf(n))));
    expect(commitsInWal(directory)).toBe(before + 1);
  });

  it('that fails gives nobody a token, and leaves nothing in memory', async () => {
    const spent = openVault({ directory, masterKey: testKey(), random: (size) => Buffer.alloc(size, 1) });
    await spent.claim([cpr('010199-3001')]);
    // The same random bytes again: the database refuses a token that is taken.
    await expect(spent.claim(claimsOf(5))).rejects.toMatchObject({ code: 'vault.damaged' });
    await spent.close();
    expect(await vault.lookup('cpr', '010199-3005')).toBeUndefined();
    expect(await vault.claim(claimsOf(5))).toHaveLength(3);
  });

  it('is ended by closing, which takes nothing more', async () => {
    const closing = openVault({ directory, masterKey: testKey() });
    const under = closing.claim(claimsOf(1));
    const closed = closing.close();
    await expect(closing.claim(claimsOf(2))).rejects.toMatchObject({ code: 'vault.closed' });
    const tokens = await under;
    await closed;
    expect(await vault.claim(claimsOf(1))).toEqual(tokens);
    expect(await vault.lookup('cpr', '010199-3002')).toBeUndefined();
  });
});
