import type { Claim } from '../port.js';
import { claimsOf, testKey } from '../testing/sample-claims.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { commitsInWal, erasePerson } from '../testing/vault-files.js';
import { openVault } from './open-vault.js';
import type { SqliteVault } from './sqlite-vault.js';

let directory: string;
let vault: SqliteVault;
beforeEach(() => {
  directory = temporaryDirectory();
  vault = openVault({ directory, masterKey: testKey(), threadAfter: 0 });
});
afterEach(() => vault.close());
afterAll(removeTemporaryDirectories);

const reopened = async (threadAfter: number): Promise<void> => {
  await vault.close();
  vault = openVault({ directory, masterKey: testKey(), threadAfter });
};

describe('a vault with a thread of its own', () => {
  it('gives tokens that any vault of the directory knows, and knows those of others', async () => {
    const byThread = await vault.claim(claimsOf(1));
    await reopened(Infinity);
    expect(await vault.claim(claimsOf(1))).toEqual(byThread);
    const byMain = await vault.claim(claimsOf(2));
    await reopened(0);
    expect(await vault.claim([...claimsOf(2)])).toEqual(byMain);
    expect(await vault.resolve([...byThread, ...byMain])).toEqual([
      { state: 'known', kind: 'cpr', value: '0101993001' },
      { state: 'known', kind: 'case', value: 'case 1' },
      { state: 'known', kind: 'measure', value: 'measure 1' },
      { state: 'known', kind: 'cpr', value: '0101993002' },
      { state: 'known', kind: 'case', value: 'case 2' },
      { state: 'known', kind: 'measure', value: 'measure 2' },
    ]);
  });

  it('gets it in the midst of claims, which go on as before', async () => {
    await reopened(10);
    const calls = Array.from({ length: 30 }, (_, n) => n % 12);
    const tokens: string[][] = [];
    for (const n of calls) tokens.push(await vault.claim(claimsOf(n)));
    expect(tokens).toEqual(calls.map((n) => tokens[n]));
    expect(new Set(tokens.flat()).size).toBe(36);
  });

  it('claims a case of a person that memory holds', async () => {
    const [person] = claimsOf(1);
    const [known] = await vault.claim([person!]);
    const [again, kase] = await vault.claim([person!, { what: 'case', scope: 'a', value: 'later', owner: 0 }]);
    expect(again).toBe(known);
    expect(await vault.resolve([kase!])).toEqual([{ state: 'known', kind: 'case', value: 'later' }]);
    erasePerson(directory, 1);
    expect(await vault.resolve([known!, kase!])).toEqual([{ state: 'erased' }, { state: 'erased' }]);
  });

  it('holds the calls of a turn in one commit, what is claimed twice once', async () => {
    await vault.claim(claimsOf(0));
    const before = commitsInWal(directory);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => vault.claim(claimsOf(n % 25))));
    expect(commitsInWal(directory)).toBe(before + 1);
    expect(answers.slice(25)).toEqual(answers.slice(0, 25));
  });

  it('finishes before it closes what still waits', async () => {
    const [one, other] = [vault.claim(claimsOf(1)), vault.claim(claimsOf(2))];
    await vault.close();
    const tokens = [...(await one), ...(await other)];
    await reopened(0);
    expect(await vault.claim([...claimsOf(1)])).toEqual(tokens.slice(0, 3));
  });

  it('that fails gives nobody a token, tells its own error, and goes on with the next call', async () => {
    const spoilt: Claim = { what: 'token', use: 'unheard' as 'name', scope: 'a', value: '1', owner: 0 };
    await expect(vault.claim([claimsOf(1)[0]!, spoilt])).rejects.toMatchObject({
      name: 'VaultError',
      code: 'vault.damaged',
    });
    expect(await vault.lookup('cpr', '010199-3001')).toBeUndefined();
    expect(await vault.claim(claimsOf(1))).toHaveLength(3);
  });
});
