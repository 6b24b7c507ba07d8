import { claimsOf, testKey } from '../../libs/identity/testing/sample-claims.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../libs/identity/testing/temporary-directory.js';
import { foreign } from '../../libs/identity/testing/vault-files.js';
import { openSharedVault } from '../../libs/identity/vault/shared/open-shared-vault.js';
import type { SharedVault } from '../../libs/identity/vault/shared/shared-vault.js';
import type { EventStoreLog } from '../../libs/event-log/eventstoredb/open.js';
import type { SharedPlace } from '../../libs/event-log/shared/port.js';
import { closeLogs, openLog, until } from './open-log.js';
import { Peer } from './peer/peer.js';
import { goodBehaviour } from './peer/script.js';

let peer: Peer;
let log: EventStoreLog;
let shared: SharedPlace;
let vault: SharedVault;
let directory: string;
const masterKey = testKey();
beforeEach(async () => {
  peer = new Peer();
  await peer.start();
  log = await openLog(peer.connectionString);
  ({ shared } = log);
  directory = temporaryDirectory();
  vault = await openSharedVault({ directory, masterKey, shared });
});
afterEach(async () => {
  peer.does(goodBehaviour());
  await vault.close();
  await closeLogs();
  await peer.stop();
});
afterAll(removeTemporaryDirectories);

/** Records of claims, and values with keys, that the store holds. */
const held = () => ({
  records: peer.store.records.filter(({ stream }) => stream.endsWith(':vault')).length - 1,
  keys: peer.store.records.filter(({ stream }) => /^[^$]*:vault-keys-/.test(stream)).length,
});

/** What a process sees that comes later. */
async function expectKnownLater(tokens: string[]): Promise<void> {
  const late = await openSharedVault({ directory: temporaryDirectory(), masterKey, shared });
  expect(await late.claim(claimsOf(1))).toEqual(tokens);
  expect(await late.resolve(tokens)).toMatchObject([{ value: '0101993001' }, { value: 'case 1' }, {}]);
  await late.close();
}

describe('a claim', () => {
  it.each([
    ['forgets its answer to the keys', { forget: 1 }],
    ['forgets its answer to the keys and to the record', { forget: 2 }],
    ['answers with a time-out', { timeOut: 2 }],
    ['forgets its answers and is slow', { forget: 2, answerAfter: 60 }],
  ])('is kept once when the store %s', async (_, wrong) => {
    peer.does(wrong);
    const tokens = await vault.claim(claimsOf(1));
    expect(peer.node.script).toMatchObject({ forget: 0, timeOut: 0 });
    expect(held()).toEqual({ records: 1, keys: 1 });
    await expectKnownLater(tokens);
  });

  it.each([
    ['is silent', { hang: true }],
    ['refuses the user', { refuse: 'denied' }],
  ] as const)(
    'fails with the error of the log when the store %s, claims nothing, and is made when it speaks',
    async (_, wrong) => {
      const known = await vault.claim(claimsOf(2));
      peer.does(wrong);
      await expect(vault.claim(claimsOf(1))).rejects.toMatchObject({
        name: 'EventLogError',
        code: expect.stringMatching(/^log\.(outcome-unknown|unreachable|refused)$/),
      });
      // What the copy holds is told all the same.
      expect(await vault.claim(claimsOf(2))).toEqual(known);
      expect(await vault.resolve(known)).toMatchObject([{ value: '0101993002' }, {}, {}]);
      peer.does(goodBehaviour());
      expect(await vault.find(claimsOf(1))).toEqual([undefined, undefined, undefined]);
      const tokens = await vault.claim(claimsOf(1));
      expect(held().records).toBe(2);
      await expectKnownLater(tokens);
    },
  );

  it('is kept once or not at all when the store ends in the midst, and made when it is back', async () => {
    const calls = [vault.claim(claimsOf(1)), vault.claim(claimsOf(2))];
    const settled = Promise.allSettled(calls);
    await until(() => held().keys > 0);
    await peer.stop();
    await peer.start();
    for (const one of await settled)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: expect.stringMatching(/^log\./) });
    const tokens = await vault.claim(claimsOf(1));
    await vault.claim(claimsOf(2));
    const db = foreign(directory);
    expect(db.prepare('SELECT count(*) FROM claim').pluck().get()).toBe(6);
    db.close();
    await expectKnownLater(tokens);
  });

  it('is not made in a vault that nobody can reach', async () => {
    peer.does({ hang: true });
    await expect(openSharedVault({ directory: temporaryDirectory(), masterKey, shared })).rejects.toMatchObject({
      code: 'log.unreachable',
    });
  });
});

it('a journal that was truncated is not taken for a vault', async () => {
  for (const n of [1, 2]) await vault.claim(claimsOf(n));
  const journal = await shared.journal('vault', { next: () => 3, take: () => undefined });
  await journal.dropBefore(2);
  await expect(openSharedVault({ directory: temporaryDirectory(), masterKey, shared })).rejects.toMatchObject({
    code: 'vault.damaged',
  });
  // A copy that has taken what is gone goes on.
  await vault.close();
  vault = await openSharedVault({ directory, masterKey, shared });
  expect(await vault.claim(claimsOf(3))).toHaveLength(3);
});

it('the value of a person erased is let go of by the store, and no older one is shown', async () => {
  const tokens = await vault.claim(claimsOf(1));
  const name = peer.store.records.find(({ stream }) => /:vault-keys-/.test(stream))!.stream.replace(/^.*:/, '');
  await shared.put(name, {});
  expect(peer.store.shown(peer.store.records.find(({ stream }) => stream.endsWith(`:${name}`))!.stream)).toHaveLength(
    1,
  );
  const late = await openSharedVault({ directory: temporaryDirectory(), masterKey, shared });
  expect(await late.resolve(tokens)).toEqual(tokens.map(() => ({ state: 'erased' })));
  await late.close();
});
