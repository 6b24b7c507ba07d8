import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryPlace } from '../../testing/memory-place.js';
import { claimsOf, testKey } from '../../testing/sample-claims.js';
import { claimsRecordsOf, closeSharedVaults, sharedVault } from '../../testing/shared-vaults.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../testing/temporary-directory.js';
import { erasePerson, foreign } from '../../testing/vault-files.js';
import { openVault, vaultFile } from '../open-vault.js';
import { copyVaultToShared, embedVault } from './move-vault.js';

afterEach(closeSharedVaults);
afterAll(removeTemporaryDirectories);

const masterKey = testKey();

/** A directory with an embedded vault of so many persons, the third of them erased. */
async function embedded(persons: number): Promise<string> {
  const directory = temporaryDirectory();
  const vault = openVault({ directory, masterKey, threadAfter: Infinity });
  await Promise.all(Array.from({ length: persons }, (_, n) => vault.claim(claimsOf(n))));
  await vault.close();
  erasePerson(directory, 3);
  return directory;
}

/** Every byte that a vault holds: rows and hash of each table. */
function everything(directory: string): string[] {
  const db = foreign(directory);
  const all = ['claim', 'content', 'person_key', 'secret'].map((table) => {
    const rows = db.prepare(`SELECT * FROM ${table} ORDER BY 1`).raw().all();
    return `${rows.length} of ${table}: ${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`;
  });
  db.close();
  return all;
}

const back = async (place: MemoryPlace, copy = temporaryDirectory()): Promise<string> => {
  const directory = temporaryDirectory();
  await embedVault(copy, place.as(), join(directory, vaultFile));
  return directory;
};

describe('moving a vault', () => {
  it('brings every id, token, hash and sealed byte into the journal and back, without the master key', async () => {
    const [from, place] = [await embedded(1_500), new MemoryPlace()];
    const progress: number[] = [];
    const onProgress = ({ copied, of }: { copied: number; of: number }) => progress.push(copied, of);
    expect(await copyVaultToShared(from, place.as(), { onProgress })).toEqual({ claims: 4_500 });
    expect(progress).toEqual([2_000, 4_500, 4_000, 4_500, 4_500, 4_500]);
    const to = await back(place);
    expect(readdirSync(to)).toEqual([vaultFile]);
    expect(statSync(join(to, vaultFile)).mode & 0o777).toBe(0o600);
    expect(everything(to)).toEqual(everything(from));
    const [vault, moved, returned] = [
      openVault({ directory: from, masterKey }),
      await sharedVault({ shared: place.as() }),
      openVault({ directory: to, masterKey }),
    ];
    const tokens = await vault.claim(
      [...claimsOf(1), ...claimsOf(2)].map((one) => (one.what === 'person' ? one : { ...one, owner: 0 })),
    );
    const known = await vault.resolve(tokens);
    expect(known.map(({ state }) => state)).toContain('erased');
    for (const other of [moved, returned]) {
      expect(await other.resolve(tokens)).toEqual(known);
      expect(await other.claim(claimsOf(7))).toEqual(await vault.claim(claimsOf(7)));
    }
    await vault.close();
    await returned.close();
  });

  it('goes on where it was broken off, and once more changes nothing', async () => {
    const [from, place] = [await embedded(1_500), new MemoryPlace()];
    const stop = new AbortController();
    const broken = copyVaultToShared(from, place.as(), { onProgress: () => stop.abort(), signal: stop.signal });
    await expect(broken).rejects.toMatchObject({ name: 'AbortError' });
    expect(claimsRecordsOf(place)).toHaveLength(1);
    for (let turn = 0; turn < 2; turn++) expect(await copyVaultToShared(from, place.as())).toEqual({ claims: 4_500 });
    expect(claimsRecordsOf(place)).toHaveLength(3);
    expect(everything(await back(place))).toEqual(everything(from));
  });

  it('refuses a journal with other claims, or with more', async () => {
    const [from, other, place] = [await embedded(3), await embedded(3), new MemoryPlace()];
    await copyVaultToShared(from, place.as());
    await expect(copyVaultToShared(other, place.as())).rejects.toMatchObject({ code: 'vault.differs' });
    await (await sharedVault({ shared: place.as() })).claim(claimsOf(99));
    await expect(copyVaultToShared(from, place.as())).rejects.toMatchObject({ code: 'vault.differs' });
  });

  it('takes two at once for one', async () => {
    const [from, place] = [await embedded(1_500), new MemoryPlace()];
    const both = [0, 1].map(() => copyVaultToShared(from, place.as()));
    expect(await Promise.all(both)).toEqual([{ claims: 4_500 }, { claims: 4_500 }]);
    expect(everything(await back(place))).toEqual(everything(from));
  });

  it('refuses a directory without an embedded vault, and a place without any', async () => {
    const place = new MemoryPlace();
    const empty = temporaryDirectory();
    await expect(copyVaultToShared(empty, place.as())).rejects.toMatchObject({ code: 'vault.not-found' });
    expect(existsSync(join(empty, vaultFile))).toBe(false);
    await expect(back(place)).rejects.toMatchObject({ code: 'vault.not-found' });
    const copy = temporaryDirectory();
    await sharedVault({ directory: copy, shared: place.as() });
    await expect(copyVaultToShared(copy, place.as())).rejects.toMatchObject({ code: 'vault.format-unknown' });
  });

  it('never overwrites a file, and waits for what others have claimed', async () => {
    const [from, place, copy] = [await embedded(3), new MemoryPlace(), temporaryDirectory()];
    await copyVaultToShared(from, place.as());
    await back(place, copy);
    await expect(embedVault(copy, place.as(), join(from, vaultFile))).rejects.toMatchObject({
      code: 'vault.backup-exists',
    });
    const vault = await sharedVault({ shared: place.as() });
    const tokens = await vault.claim(claimsOf(9));
    const returned = openVault({ directory: await back(place, copy), masterKey });
    expect(await returned.missing(tokens)).toEqual([]);
    await returned.close();
  });

  it('is what a backup does: an embedded vault with all that was claimed before', async () => {
    const [place, directory] = [new MemoryPlace(), temporaryDirectory()];
    const [vault, other] = [await sharedVault({ shared: place.as() }), await sharedVault({ shared: place.as() })];
    const tokens = await other.claim(claimsOf(1));
    await vault.backupTo(join(directory, vaultFile));
    const restored = openVault({ directory, masterKey, mustExist: true });
    expect(await restored.resolve(tokens)).toMatchObject([{ value: '0101993001' }, {}, {}]);
    await restored.close();
  });
});
