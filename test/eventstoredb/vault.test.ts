import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { ClaimingProcess } from '../../libs/identity/testing/claiming-process.js';
import { foundInClear, namingClaims } from '../../libs/identity/testing/names-in-clear.js';
import { claimsOf, numberOf, testKey } from '../../libs/identity/testing/sample-claims.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../libs/identity/testing/temporary-directory.js';
import { describeVaultContract } from '../../libs/identity/testing/vault-contract.js';
import { rawBytes } from '../../libs/identity/testing/vault-files.js';
import { openVault, vaultFile } from '../../libs/identity/vault/open-vault.js';
import { copyVaultToShared, embedVault } from '../../libs/identity/vault/shared/move-vault.js';
import { openSharedVault } from '../../libs/identity/vault/shared/open-shared-vault.js';
import type { SharedVault } from '../../libs/identity/vault/shared/shared-vault.js';
import { closeLogs, openLog } from './open-log.js';
import { newLogName, storeUnderTest } from './store-under-test.js';

const store = storeUnderTest();

const opened: SharedVault[] = [];
afterEach(async () => {
  for (const vault of opened.splice(0)) await vault.close();
  await closeLogs();
});
afterAll(ClaimingProcess.endAll);
afterAll(removeTemporaryDirectories);

const masterKey = testKey();
const place = async (log = newLogName()) =>
  (await openLog(store.connectionString, { log, limitMs: 5_000, giveUpMs: 20_000 })).shared;

describeVaultContract(`A vault in ${store.name}`, async () => {
  const [directory, shared] = [temporaryDirectory(), await place()];
  return {
    directory,
    open: (cachedClaims) => openSharedVault({ directory, masterKey, shared, ...(cachedClaims && { cachedClaims }) }),
  };
});

describe(`a vault in ${store.name}`, () => {
  const vaultOf = async (log: string, directory = temporaryDirectory()): Promise<SharedVault> => {
    const vault = await openSharedVault({ directory, masterKey, shared: await place(log), mustExist: true });
    opened.push(vault);
    return vault;
  };
  const process = (log: string, first: number, last = Number.MAX_SAFE_INTEGER): ClaimingProcess =>
    ClaimingProcess.run(
      join(__dirname, 'claim-forever.ts'),
      ...[store.connectionString, log, temporaryDirectory(), String(first), String(last)],
    );

  it('gives processes that make it and claim the same at once the same tokens', async () => {
    const log = newLogName();
    const [one, other] = await Promise.all([process(log, 1, 200).ended(), process(log, 1, 200).ended()]);
    expect(one.size).toBe(200);
    expect([...other].sort()).toEqual([...one].sort());
    const vault = await vaultOf(log);
    expect(await vault.missing([...one.values()].flat())).toEqual([]);
    expect(await vault.claim(claimsOf(7))).toEqual(one.get(7));
  });

  it('has all that was acknowledged to processes that were killed', async () => {
    const log = newLogName();
    const children = [process(log, 1), process(log, 50)];
    await Promise.all(children.map((child) => child.acknowledging(150)));
    const told = (await Promise.all(children.map((child) => child.kill()))).flatMap((acknowledged) => [
      ...acknowledged,
    ]);
    const vault = await vaultOf(log);
    for (const [n, tokens] of told) {
      expect(await vault.claim(claimsOf(n))).toEqual(tokens);
      expect(await vault.resolve(tokens)).toMatchObject([
        { value: numberOf(n).replace('-', '') },
        { value: `case ${n}` },
        { value: `measure ${n}` },
      ]);
    }
    expect(told.length).toBeGreaterThan(299);
  });

  it('holds no number, name or case id in clear, neither in the store nor in a copy', async () => {
    const [log, directory] = [newLogName(), temporaryDirectory()];
    const vault = await openSharedVault({ directory, masterKey, shared: await place(log) });
    opened.push(vault);
    await vault.resolve(await vault.claim(namingClaims));
    const client = EventStoreDBClient.connectionString(store.connectionString);
    const written: [string, Buffer][] = [];
    for await (const { event } of client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 500 }))
      if (event?.streamId.startsWith(`${log}:vault`))
        written.push([event.streamId, Buffer.from(event.data as Uint8Array)]);
    await client.dispose();
    // It looks where the content is: the kind of a claim stands in clear.
    expect(written.map(([stream]) => stream.replace(/[0-9a-f]{32}$/, '…'))).toEqual([
      `${log}:vault`,
      `${log}:vault-keys-…`,
      `${log}:vault`,
    ]);
    expect(written[0]![1].includes('person-id')).toBe(true);
    expect(foundInClear([...written, ...rawBytes(directory)])).toEqual([]);
  });

  it('is moved there and back, every token and byte as it was', async () => {
    const [from, to, shared] = [temporaryDirectory(), temporaryDirectory(), await place()];
    const vault = openVault({ directory: from, masterKey });
    const tokens = (await Promise.all(Array.from({ length: 900 }, (_, n) => vault.claim(claimsOf(n))))).flat();
    expect(await copyVaultToShared(from, shared)).toEqual({ claims: 2_700 });
    await embedVault(temporaryDirectory(), shared, join(to, vaultFile));
    const returned = openVault({ directory: to, masterKey });
    expect(await returned.resolve(tokens)).toEqual(await vault.resolve(tokens));
    expect(await returned.claim(claimsOf(5))).toEqual(tokens.slice(15, 18));
    for (const one of [vault, returned]) await one.close();
  });
});
