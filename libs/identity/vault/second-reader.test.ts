import type { Resolved } from '../port.js';
import { claimsOf, testKey } from '../testing/sample-claims.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { erasePerson, foreign } from '../testing/vault-files.js';
import { openVault, openVaultReadOnly, vaultFile } from './open-vault.js';
import { SecondReader } from './second-reader.js';
import type { SqliteVaultReader } from './sqlite-vault-reader.js';

let directory: string;
let tokens: string[];
let reader: SqliteVaultReader;
let second: SecondReader;
beforeEach(async () => {
  directory = temporaryDirectory();
  const masterKey = testKey();
  const vault = openVault({ directory, masterKey, threadAfter: Infinity });
  tokens = (await Promise.all(Array.from({ length: 40 }, (_, n) => vault.claim(claimsOf(n))))).flat();
  await vault.close();
  reader = openVaultReadOnly({ directory, masterKey });
  second = new SecondReader({ path: `${directory}/${vaultFile}`, masterKey, cachedKeys: 10 });
});
afterEach(async () => {
  await second.close();
  await reader.close();
});
afterAll(removeTemporaryDirectories);

const damaged = { name: 'VaultError', code: 'vault.damaged' };

/** Longer than what the first thread opens alone, its end unlike its beginning. */
const longList = (): string[] => Array.from({ length: 12_345 }, (_, at) => tokens[(at * 7) % (tokens.length - 1)]!);

describe('a second reader', () => {
  it('answers each list as the first would, lists asked at once too', async () => {
    const lists = [tokens, [...tokens].reverse(), [], ['p_x', tokens[0]!]];
    const answers = await Promise.all(lists.map((list) => second.resolve(list)));
    expect(answers).toEqual(lists.map((list) => reader.resolveHere(list)));
    expect(answers[3]![0]).toEqual({ state: 'unknown' });
  });

  it('does not open what was erased since it opened it', async () => {
    const before = await second.resolve(tokens.slice(0, 6));
    erasePerson(directory, 1);
    const after = await second.resolve(tokens.slice(0, 6));
    expect(after).toEqual([...Array<Resolved>(3).fill({ state: 'erased' }), ...before.slice(3)]);
  });

  it('tells an error of the vault as the vault does, and goes on with the next list', async () => {
    const db = foreign(directory);
    db.exec('DROP TRIGGER content_no_update');
    db.exec('UPDATE content SET sealed = zeroblob(length(sealed)) WHERE claim = 1');
    db.close();
    await expect(second.resolve(tokens)).rejects.toMatchObject(damaged);
    expect(await second.resolve(tokens.slice(3))).toEqual(reader.resolveHere(tokens.slice(3)));
    await expect(reader.resolve(longList())).rejects.toMatchObject(damaged);
  });

  it('that cannot begin says so, and nobody waits for it', async () => {
    const lost = new SecondReader({ path: `${directory}/none`, masterKey: testKey(), cachedKeys: 10 });
    await expect(lost.resolve(tokens)).rejects.toMatchObject({ name: 'VaultError', code: 'vault.failed' });
    await lost.close();
  });
});

test('a long list is answered in its order, whichever thread opens what', async () => {
  const list = longList();
  expect(await reader.resolve(list)).toEqual(list.map((token) => reader.resolveHere([token])[0]));
});
