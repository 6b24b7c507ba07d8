import { join } from 'node:path';
import { foundInClear, namingClaims } from '../testing/names-in-clear.js';
import { testKey } from '../testing/sample-claims.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { rawBytes } from '../testing/vault-files.js';
import { openVault, vaultFile } from './open-vault.js';

afterAll(removeTemporaryDirectories);

describe('the files of a vault', () => {
  it('hold no number, name or case id in clear: not the file, not its WAL, not a backup', async () => {
    const directory = temporaryDirectory();
    const copy = temporaryDirectory();
    const masterKey = testKey();
    const vault = openVault({ directory, masterKey });
    const tokens = await vault.claim(namingClaims);
    await vault.resolve(tokens);
    expect([...rawBytes(directory).keys()].sort()).toEqual([vaultFile, `${vaultFile}-shm`, `${vaultFile}-wal`]);
    // It looks where the content is: the kind of a claim stands in clear, and is found.
    const wal = rawBytes(directory).get(`${vaultFile}-wal`)!;
    expect(wal.includes(Buffer.from('person-id'))).toBe(true);
    expect(foundInClear(rawBytes(directory))).toEqual([]);
    await vault.backupTo(join(copy, vaultFile));
    await vault.close();
    expect(foundInClear(rawBytes(directory))).toEqual([]);
    expect(foundInClear(rawBytes(copy))).toEqual([]);
    for (const bytes of [...rawBytes(directory).values(), ...rawBytes(copy).values()])
      expect(bytes.includes(masterKey.reveal())).toBe(false);
  });
});
