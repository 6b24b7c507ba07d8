import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { claimsOf, testKey } from '../testing/sample-claims.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { foreign } from '../testing/vault-files.js';
import { openVault, openVaultReadOnly, vaultFile } from './open-vault.js';

afterAll(removeTemporaryDirectories);

const masterKey = testKey();

/** A directory with a vault in it, closed. */
async function made(): Promise<{ directory: string; tokens: string[] }> {
  const directory = temporaryDirectory();
  const vault = openVault({ directory, masterKey });
  const tokens = await vault.claim(claimsOf(1));
  await vault.close();
  return { directory, tokens };
}

const openers = [openVault, openVaultReadOnly];
const plain = (code: string) => expect.objectContaining({ name: 'VaultError', code });

describe('opening a vault', () => {
  it('makes a file and a directory of its owner only', async () => {
    const directory = join(temporaryDirectory(), 'data');
    const vault = openVault({ directory, masterKey });
    await vault.claim(claimsOf(1));
    for (const name of [vaultFile, `${vaultFile}-wal`, `${vaultFile}-shm`])
      expect([name, statSync(join(directory, name)).mode & 0o777]).toEqual([name, 0o600]);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    await vault.close();
  });

  it('says in a plain sentence that the master key was lost, and touches nothing', async () => {
    const { directory } = await made();
    const before = readFileSync(join(directory, vaultFile));
    for (const open of openers)
      expect(() => open({ directory, masterKey: undefined })).toThrow(plain('vault.master-key-missing'));
    expect(readFileSync(join(directory, vaultFile))).toEqual(before);
    const empty = join(temporaryDirectory(), 'data');
    expect(() => openVault({ directory: empty, masterKey: undefined })).toThrow(/SAGSSPOR_MASTER_KEY/);
    expect(existsSync(empty)).toBe(false);
  });

  it('says in a plain sentence that the master key is another, and opens with the right one after', async () => {
    const { directory, tokens } = await made();
    for (const open of openers)
      expect(() => open({ directory, masterKey: testKey(8) })).toThrow(plain('vault.master-key-wrong'));
    const vault = openVault({ directory, masterKey });
    expect(await vault.resolve(tokens)).toMatchObject([{ value: '0101993001' }, {}, {}]);
    await vault.close();
  });

  it('refuses the vault of a newer build and leaves it as it is', async () => {
    const { directory } = await made();
    const db = foreign(directory);
    db.pragma('user_version = 2');
    db.pragma('journal_mode = DELETE');
    db.close();
    const before = readFileSync(join(directory, vaultFile));
    for (const open of openers) expect(() => open({ directory, masterKey })).toThrow(plain('vault.format-unknown'));
    expect(readFileSync(join(directory, vaultFile))).toEqual(before);
  });

  it.each([0, 1])('refuses a database that is no vault, of format %d, and leaves it as it is', (format) => {
    const directory = temporaryDirectory();
    const db = foreign(directory);
    db.exec('CREATE TABLE mine (a)');
    db.pragma(`user_version = ${format}`);
    db.close();
    const before = readFileSync(join(directory, vaultFile));
    for (const open of openers) expect(() => open({ directory, masterKey })).toThrow(plain('vault.format-unknown'));
    expect(readFileSync(join(directory, vaultFile))).toEqual(before);
  });

  it('says that a file which is no database is damaged', () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, vaultFile), 'no database, and long enough to be told from one. '.repeat(20));
    for (const open of openers) expect(() => open({ directory, masterKey })).toThrow(plain('vault.damaged'));
  });

  it('says that it cannot get at a directory', () => {
    const file = join(temporaryDirectory(), 'a-file');
    writeFileSync(file, '');
    expect(() => openVaultReadOnly({ directory: file, masterKey })).toThrow(plain('vault.not-found'));
    const taken = join(temporaryDirectory(), 'data');
    openVault({ directory: join(taken, vaultFile), masterKey }).close();
    for (const open of openers) expect(() => open({ directory: taken, masterKey })).toThrow(plain('vault.failed'));
  });

  it('makes none where one must be, nor for reading', () => {
    const directory = temporaryDirectory();
    expect(() => openVault({ directory, masterKey, mustExist: true })).toThrow(plain('vault.not-found'));
    expect(() => openVaultReadOnly({ directory, masterKey })).toThrow(plain('vault.not-found'));
    expect(existsSync(join(directory, vaultFile))).toBe(false);
    writeFileSync(join(directory, vaultFile), '');
    expect(() => openVault({ directory, masterKey, mustExist: true })).toThrow(plain('vault.not-found'));
    expect(() => openVaultReadOnly({ directory, masterKey })).toThrow(plain('vault.not-found'));
  });

  it('syncs every commit', async () => {
    const { directory } = await made();
    const seen: string[] = [];
    const vault = openVault({ directory, masterKey });
    // The settings belong to the connection: asked of the one the vault uses.
    const { db } = (vault as unknown as { file: { db: Database.Database } }).file;
    for (const name of ['journal_mode', 'synchronous', 'secure_delete'])
      seen.push(String(db.pragma(name, { simple: true })));
    await vault.close();
    expect(seen).toEqual(['wal', '2', '1']);
  });
});

describe('a reader', () => {
  it('beside a writer sees what is committed, adds nothing, and backs up', async () => {
    const { directory, tokens } = await made();
    const writer = openVault({ directory, masterKey });
    const reader = openVaultReadOnly({ directory, masterKey });
    const later = await writer.claim(claimsOf(2));
    expect(await reader.resolve([...tokens, ...later])).toEqual(await writer.resolve([...tokens, ...later]));
    expect(await reader.lookup('cpr', '010199-3002')).toBe(later[0]);
    expect('claim' in reader).toBe(false);
    const copy = temporaryDirectory();
    await reader.backupTo(join(copy, vaultFile));
    await reader.close();
    await writer.close();
    const restored = openVaultReadOnly({ directory: copy, masterKey });
    expect(await restored.resolve(later)).toMatchObject([{ value: '0101993002' }, {}, {}]);
    await restored.close();
  });
});
