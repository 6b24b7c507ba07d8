import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClaimingProcess } from '../testing/claiming-process.js';
import { claimsOf, numberOf, testKey } from '../testing/sample-claims.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { foreign } from '../testing/vault-files.js';
import { assertVaultHolds } from './assert-vault-holds.js';
import { openVault, openVaultReadOnly, vaultFile } from './open-vault.js';

afterAll(ClaimingProcess.endAll);
afterAll(removeTemporaryDirectories);

const masterKey = testKey();

describe('two processes at once', () => {
  it('that make the vault and claim the same are given the same tokens', async () => {
    const directory = temporaryDirectory();
    const [one, other] = await Promise.all([
      ClaimingProcess.start(directory, 1, 400).ended(),
      ClaimingProcess.start(directory, 1, 400).ended(),
    ]);
    expect(one.size).toBe(400);
    expect([...other].sort()).toEqual([...one].sort());
    const vault = openVault({ directory, masterKey });
    expect(await vault.missing([...one.values()].flat())).toEqual([]);
    expect(await vault.claim(claimsOf(7))).toEqual(one.get(7));
    await vault.close();
    const db = foreign(directory);
    expect(db.prepare('SELECT count(*) FROM claim').pluck().get()).toBe(1200);
    db.close();
  });
});

describe('a process that is killed in the middle of claims', () => {
  it('loses nothing that it acknowledged, and leaves half of nothing', async () => {
    const directory = temporaryDirectory();
    const told = new Map<number, string[]>();
    for (let round = 0; round < 3; round++) {
      const child = ClaimingProcess.start(directory, round * 100_000);
      await child.acknowledging(100 + 100 * round);
      for (const [n, tokens] of await child.kill()) told.set(n, tokens);
    }
    expect(told.size).toBeGreaterThan(500);
    const vault = openVault({ directory, masterKey });
    for (const [n, tokens] of told) {
      expect(await vault.resolve(tokens)).toMatchObject([
        { value: numberOf(n).replace('-', '') },
        { value: `case ${n}` },
        { value: `measure ${n}` },
      ]);
      expect(await vault.claim(claimsOf(n))).toEqual(tokens);
    }
    await vault.close();
    const db = foreign(directory);
    const halves = `SELECT count(*) FROM claim c LEFT JOIN content t ON t.claim = c.id
      LEFT JOIN person_key k ON k.person = c.owner WHERE t.claim IS NULL OR k.person IS NULL`;
    expect(db.prepare(halves).pluck().get()).toBe(0);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  });
});

describe('a backup', () => {
  it('is one moment of the vault, made while another process writes', async () => {
    const [directory, copy] = [temporaryDirectory(), temporaryDirectory()];
    const child = ClaimingProcess.start(directory, 1);
    await child.acknowledging(200);
    const vault = openVault({ directory, masterKey });
    const before = await vault.claim(claimsOf(1));
    await vault.backupTo(join(copy, vaultFile));
    const after = await vault.claim(claimsOf(9_999_999));
    await child.kill();
    expect(readdirSync(copy)).toEqual([vaultFile]);
    expect(statSync(join(copy, vaultFile)).mode & 0o777).toBe(0o600);
    const restored = openVault({ directory: copy, masterKey });
    expect(await restored.resolve(before)).toEqual(await vault.resolve(before));
    expect(await restored.missing([...before, ...after])).toEqual(after);
    // A copy is a vault: it can be claimed in.
    expect(await restored.claim(claimsOf(1))).toEqual(before);
    await restored.close();
    await vault.close();
  });

  it('never overwrites a file', async () => {
    const directory = temporaryDirectory();
    const vault = openVault({ directory, masterKey });
    const file = join(temporaryDirectory(), 'copy');
    writeFileSync(file, 'kept');
    await expect(vault.backupTo(file)).rejects.toMatchObject({ name: 'VaultError', code: 'vault.backup-exists' });
    expect(readdirSync(join(file, '..'))).toEqual(['copy']);
    await expect(vault.backupTo(join(directory, 'nowhere', 'copy'))).rejects.toMatchObject({ code: 'vault.failed' });
    await vault.close();
  });
});

describe('a vault that is older than the log', () => {
  it('is told by the newest events: they hold tokens that it never gave out', async () => {
    const [directory, copy] = [temporaryDirectory(), temporaryDirectory()];
    const vault = openVault({ directory, masterKey });
    const eventOf = (tokens: string[]) => ({
      stream: `placement-751-${tokens[1]}`,
      data: { person: { pseudonym: tokens[0] }, measure: tokens[2] },
    });
    const early = eventOf(await vault.claim(claimsOf(1)));
    await vault.backupTo(join(copy, vaultFile));
    const late = eventOf(await vault.claim(claimsOf(2)));
    await assertVaultHolds(vault, [early, late]);
    await vault.close();
    const older = openVaultReadOnly({ directory: copy, masterKey });
    await assertVaultHolds(older, [early]);
    await expect(assertVaultHolds(older, [early, late])).rejects.toMatchObject({
      name: 'VaultError',
      code: 'vault.older-than-log',
    });
    // Each part of an event is enough.
    await expect(assertVaultHolds(older, [late.stream])).rejects.toMatchObject({ code: 'vault.older-than-log' });
    await expect(assertVaultHolds(older, [late.data])).rejects.toMatchObject({ code: 'vault.older-than-log' });
    await older.close();
  });

  it('is told on a long log too, and a vault with erased persons is not older', async () => {
    const directory = temporaryDirectory();
    const vault = openVault({ directory, masterKey });
    const tokens = await Promise.all(Array.from({ length: 8_000 }, (_, n) => vault.claim(claimsOf(n))));
    const db = foreign(directory);
    db.exec('DELETE FROM person_key WHERE person < 100');
    db.close();
    await assertVaultHolds(vault, tokens);
    await expect(assertVaultHolds(vault, [...tokens, `p_${'a'.repeat(26)}`])).rejects.toMatchObject({
      code: 'vault.older-than-log',
    });
    await vault.close();
  });
});
