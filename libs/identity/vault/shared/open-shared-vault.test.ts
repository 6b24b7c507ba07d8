import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { MemoryPlace } from '../../testing/memory-place.js';
import { claimsOf, testKey } from '../../testing/sample-claims.js';
import { closeSharedVaults, recordsOf, sharedVault } from '../../testing/shared-vaults.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../testing/temporary-directory.js';
import { foreign, rawBytes } from '../../testing/vault-files.js';
import { openVault, openVaultReadOnly, vaultFile } from '../open-vault.js';
import { openSharedVault } from './open-shared-vault.js';

afterEach(closeSharedVaults);
afterAll(removeTemporaryDirectories);

const masterKey = testKey();
const coded = (code: string) => expect.objectContaining({ name: 'VaultError', code });

/** A place with a vault, and the directory of a copy that is closed. */
async function made() {
  const [place, directory] = [new MemoryPlace(), temporaryDirectory()];
  const vault = await openSharedVault({ directory, masterKey, shared: place.as() });
  const tokens = [...(await vault.claim(claimsOf(1))), ...(await vault.claim(claimsOf(2)))];
  await vault.close();
  return { place, shared: place.as(), directory, tokens };
}

describe('opening a vault that processes share', () => {
  it('makes its keys once, whoever is first', async () => {
    const place = new MemoryPlace();
    const [one, other] = await Promise.all([sharedVault({ shared: place.as() }), sharedVault({ shared: place.as() })]);
    expect(recordsOf(place)).toMatchObject([{ kind: 'secrets' }]);
    const tokens = await one.claim(claimsOf(1));
    expect(await other.claim(claimsOf(1))).toEqual(tokens);
  });

  it('refuses another master key, and none, and changes nothing', async () => {
    const { place, shared } = await made();
    const records = [...place.records('vault')];
    const directory = temporaryDirectory();
    for (const [key, code] of [
      [testKey(8), 'vault.master-key-wrong'],
      [undefined, 'vault.master-key-missing'],
    ] as const)
      await expect(openSharedVault({ directory, masterKey: key, shared })).rejects.toEqual(coded(code));
    expect(place.records('vault')).toEqual(records);
    await sharedVault({ directory, shared });
  });

  it('makes none where one must be', async () => {
    const place = new MemoryPlace();
    await expect(sharedVault({ shared: place.as(), mustExist: true })).rejects.toEqual(coded('vault.not-found'));
    expect(recordsOf(place)).toEqual([]);
    const { shared } = await made();
    await sharedVault({ shared, mustExist: true });
  });

  it('refuses an embedded vault and says where to, as an embedded one refuses a copy; neither is touched', async () => {
    const { directory, shared } = await made();
    const embedded = temporaryDirectory();
    await openVault({ directory: embedded, masterKey }).close();
    const before = [directory, embedded].map((one) => readFileSync(join(one, vaultFile)));
    const refused = { code: 'vault.format-unknown', message: expect.stringMatching(/log copy.*not touched/) };
    await expect(openSharedVault({ directory: embedded, masterKey, shared })).rejects.toMatchObject(refused);
    expect(() => openVault({ directory, masterKey })).toThrow(expect.objectContaining(refused));
    expect([directory, embedded].map((one) => readFileSync(join(one, vaultFile)))).toEqual(before);
  });

  it('is read from its copy by who only reads', async () => {
    const { directory, tokens } = await made();
    const reader = openVaultReadOnly({ directory, masterKey });
    expect(await reader.resolve(tokens.slice(0, 2))).toMatchObject([{ value: '0101993001' }, { value: 'case 1' }]);
    await reader.close();
  });

  it('goes on from a copy that was set back', async () => {
    const { shared, directory } = await made();
    const earlier = readFileSync(join(directory, vaultFile));
    const vault = await openSharedVault({ directory, masterKey, shared });
    const tokens = await vault.claim(claimsOf(3));
    await vault.close();
    writeFileSync(join(directory, vaultFile), earlier);
    const again = await sharedVault({ directory, shared });
    expect(await again.resolve(tokens)).toMatchObject([{ value: '0101993003' }, {}, {}]);
  });

  it('does not wait for the disk with its copy, which can be made anew', async () => {
    const { shared, directory, tokens } = await made();
    const vault = await sharedVault({ shared, directory });
    const { db } = (vault as unknown as { file: { db: Database.Database } }).file;
    expect(['journal_mode', 'synchronous', 'secure_delete'].map((one) => db.pragma(one, { simple: true }))).toEqual([
      ...['wal', 1, 1],
    ]);
    expect(await (await sharedVault({ shared })).missing(tokens)).toEqual([]);
  });
});

describe('a copy and a journal that do not belong together', () => {
  it('are told apart when the journal is of another vault, or is behind', async () => {
    const [one, other] = [await made(), await made()];
    const { directory } = one;
    const before = [...rawBytes(directory).values()];
    for (const shared of [other.shared, new MemoryPlace().as()])
      await expect(openSharedVault({ directory, masterKey, shared })).rejects.toEqual(coded('vault.differs'));
    expect([...rawBytes(directory).values()]).toEqual(before);
  });

  it('are told apart when the journal lacks records, or the keys of one', async () => {
    const { place } = await made();
    const whole = recordsOf(place);
    const keys = [...place.values];
    const copied = (records: unknown[], values = keys) => sharedVault({ shared: MemoryPlace.of(records, values).as() });
    await copied(whole);
    await expect(copied([whole[0], whole[2]])).rejects.toEqual(coded('vault.differs'));
    await expect(copied(whole, keys.slice(1))).rejects.toEqual(coded('vault.damaged'));
    await expect(copied([...whole, { kind: 'unheard' }])).rejects.toEqual(coded('vault.format-unknown'));
    await expect(copied([...whole, whole[0]])).rejects.toEqual(coded('vault.damaged'));
  });

  it('show nobody another child: a token exchanged in a record is damage', async () => {
    const { place, tokens } = await made();
    const [, first] = recordsOf(place) as [unknown, { rows: string[][] }];
    const [mine, theirs] = [first.rows[0]![1]!, first.rows[1]![1]!];
    const swapped = (text: string) => text.replace(mine, '!').replace(theirs, mine).replace('!', theirs);
    const records = place.records('vault').map((text) => JSON.parse(swapped(text)) as unknown);
    const vault = await sharedVault({ shared: MemoryPlace.of(records, place.values).as() });
    await expect(vault.resolve([`p_${tokens[1]!.slice(2)}`])).rejects.toEqual(coded('vault.damaged'));
    expect(await vault.resolve([tokens[3]!])).toMatchObject([{ value: '0101993002' }]);
  });
});

describe('the copy says no', () => {
  it.each([
    'UPDATE journal SET keys = NULL',
    'DELETE FROM journal',
    'INSERT OR REPLACE INTO journal VALUES (0, 0, NULL)',
    'UPDATE claim SET owner = 4',
  ])('%s', async (attack) => {
    const { directory } = await made();
    const db = foreign(directory);
    expect(() => db.exec(attack)).toThrow(/never|once/);
    db.close();
  });
});
