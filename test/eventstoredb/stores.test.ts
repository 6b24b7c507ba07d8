import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SharedPlace } from '../../libs/event-log/shared/port.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../libs/event-log/testing/temporary-directory.js';
import {
  copyStoresToShared,
  embedStores,
  openCredentials,
  openImports,
  openRefusals,
  openSharedCredentials,
  openSharedImports,
  openSharedRefusals,
  type CredentialTerms,
  type Receipt,
  type RefusedEvent,
} from '../../libs/intake/index.js';
import { closeLogs, openLog, until } from './open-log.js';
import { newLogName, storeUnderTest } from './store-under-test.js';

const store = storeUnderTest();
const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));
afterEach(closeLogs);
afterAll(removeTemporaryDirectories);

const place = async (): Promise<SharedPlace> =>
  (await openLog(store.connectionString, { log: newLogName(), limitMs: 5_000 })).shared;

/** Stores that are closed after the test. */
async function open<S extends { close(): void }>(
  opener: (at: { directory: string; shared: SharedPlace }) => Promise<S>,
  shared: SharedPlace,
  directory = temporaryDirectory(),
): Promise<S> {
  const opened = await opener({ directory, shared });
  closing.push(() => opened.close());
  return opened;
}

const terms: CredentialTerms = { system: 'ks', reporters: ['751'], roles: ['publish'], synthetic: false };
const sender = (id: string) => ({ id, system: 'ks' });
const receipt = (index: number, verdict: Receipt['verdict'] = 'accepted'): Receipt => ({
  ...{ index, id: String(index), eventId: `0b52c2f0-37ba-4d0e-8a4f-${String(index).padStart(12, '0')}`, verdict },
  ...{ revision: 0, ordinal: null, refusals: [] },
});
const refused = (at: string, index = 1): RefusedEvent => ({
  ...{ at, system: 'ks', principal: 'one', id: String(index), eventId: receipt(index).eventId },
  refusals: [{ rule: 'SYS-required', field: '/id', en: 'x', da: 'y' }],
});

describe('credentials of several processes', () => {
  it('are good on every one of them within a second, and worthless when they are revoked', async () => {
    const shared = await place();
    const [mine, theirs] = [await open(openSharedCredentials, shared), await open(openSharedCredentials, shared)];
    const { id, token } = await mine.create(terms);
    expect(mine.authenticate(token)).toMatchObject({ id });
    await until(() => theirs.authenticate(token)?.id === id, 3_000);
    expect(await theirs.revoke(id)).toBe(true);
    expect(theirs.authenticate(token)).toBeUndefined();
    await until(() => mine.authenticate(token) === undefined, 3_000);
    expect(mine.list()).toEqual(theirs.list());
    expect(await mine.revoke('nobody')).toBe(false);
  });

  it('are revoked once, at the first time', async () => {
    const shared = await place();
    const [mine, theirs] = [await open(openSharedCredentials, shared), await open(openSharedCredentials, shared)];
    const { id } = await mine.create(terms);
    await Promise.all([mine.revoke(id), theirs.revoke(id)]);
    const [one] = mine.list();
    await theirs.revoke(id);
    expect(theirs.list()).toEqual([one]);
  });
});

describe('imports of several processes', () => {
  it('belong to whoever began them first, and go on anywhere with their receipts in one row', async () => {
    const shared = await place();
    const [mine, theirs] = [await open(openSharedImports, shared), await open(openSharedImports, shared)];
    const begun = await Promise.allSettled([
      mine.begin('i', sender('one'), '2026-01-01T00:00:00.000Z'),
      theirs.begin('i', sender('two'), '2026-01-01T00:00:01.000Z'),
    ]);
    expect(begun.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(begun.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'intake.import-not-yours' },
    });
    await mine.add('i', [receipt(0), receipt(1, 'refused')], '2026-01-01T00:00:02.000Z');
    await theirs.add('i', [receipt(2, 'duplicate')], '2026-01-01T00:00:03.000Z');
    await mine.caughtUp();
    for (const imports of [mine, theirs]) {
      expect(imports.summary('i')).toMatchObject({ accepted: 1, duplicate: 1, refused: 1 });
      expect(imports.receiptsOf('i', 0, 10).map(({ seq, index }) => [seq, index])).toEqual([
        [1, 0],
        [2, 1],
        [3, 2],
      ]);
    }
  });

  it('take more receipts at once than one record holds', async () => {
    const shared = await place();
    const mine = await open(openSharedImports, shared);
    await mine.begin('i', sender('one'), '2026-01-01T00:00:00.000Z');
    await mine.add(
      'i',
      Array.from({ length: 10_000 }, (_, index) => receipt(index)),
      '2026-01-01T00:00:01.000Z',
    );
    const late = await open(openSharedImports, shared);
    expect(late.receiptsOf('i', 9_998, 10).map(({ seq }) => seq)).toEqual([9_999, 10_000]);
  });
});

describe('refusals of several processes', () => {
  it('are found by every one of them, and again after opening anew, each once', async () => {
    const shared = await place();
    const directory = temporaryDirectory();
    const [mine, theirs] = [await open(openSharedRefusals, shared, directory), await open(openSharedRefusals, shared)];
    await theirs.add([refused('2026-10-31T22:00:00.000Z'), refused('2026-11-01T08:00:00.000Z')]);
    await mine.caughtUp();
    expect(mine.find(receipt(1).eventId!).map(({ at }) => at.slice(0, 7))).toEqual(['2026-10', '2026-11']);
    mine.close();
    await theirs.add([refused('2026-10-31T23:00:00.000Z')]);
    const again = await open(openSharedRefusals, shared, directory);
    expect(again.months().map((month) => again.count(month))).toEqual([2, 1]);
  });

  it('are removed from all of them by whole months, and nobody who comes later sees them', async () => {
    const shared = await place();
    const [mine, theirs] = [await open(openSharedRefusals, shared), await open(openSharedRefusals, shared)];
    for (const month of ['2026-09', '2026-10', '2026-11']) await mine.add([refused(`${month}-05T08:00:00.000Z`)]);
    expect(await theirs.removeRefusalsBefore('2026-11')).toEqual(['2026-09', '2026-10']);
    expect(await theirs.removeRefusalsBefore('2026-11')).toEqual([]);
    await mine.caughtUp();
    const late = await open(openSharedRefusals, shared);
    for (const refusals of [mine, theirs, late]) expect(refusals.months()).toEqual(['2026-11']);
    expect(await late.removeRefusalsBefore('2027-01')).toEqual(['2026-11']);
    await late.add([refused('2027-02-01T00:00:00.000Z')]);
    const last = await open(openSharedRefusals, shared);
    expect(last.months()).toEqual(['2027-02']);
  });
});

describe('moving', () => {
  it('tells everything of a directory to who share, once, and gives it back as it was', async () => {
    const [from, to] = [temporaryDirectory(), temporaryDirectory()];
    const [credentials, imports, refusals] = [openCredentials, openImports, openRefusals].map((one) =>
      one({ directory: from }),
    ) as [ReturnType<typeof openCredentials>, ReturnType<typeof openImports>, ReturnType<typeof openRefusals>];
    const { id, token } = await credentials.create(terms);
    await credentials.create({ ...terms, system: 'other' });
    await credentials.revoke((await credentials.create(terms)).id);
    await imports.begin('i', sender(id), '2026-01-01T00:00:00.000Z');
    await imports.add(
      'i',
      Array.from({ length: 1_200 }, (_, n) => receipt(n)),
      '2026-01-01T00:00:01.000Z',
    );
    await refusals.add(Array.from({ length: 700 }, (_, n) => refused('2026-10-31T22:00:00.000Z', n)));
    await refusals.add([refused('2026-11-01T00:00:00.000Z')]);

    const shared = await place();
    const stopped = new AbortController();
    const broken = copyStoresToShared(from, shared, {
      workplace: temporaryDirectory(),
      onProgress: (copied) => copied > 1_000 && stopped.abort(new Error('stopped')),
      signal: stopped.signal,
    });
    await expect(broken).rejects.toThrow('stopped');
    for (const _ of [1, 2]) await copyStoresToShared(from, shared, { workplace: temporaryDirectory() });
    await embedStores(temporaryDirectory(), shared, to);

    const back = [openCredentials, openImports, openRefusals].map((one) => one({ directory: to })) as [
      typeof credentials,
      typeof imports,
      typeof refusals,
    ];
    expect(back[0].list()).toEqual(credentials.list());
    expect(back[0].authenticate(token)).toMatchObject({ id });
    expect(back[1].list()).toEqual(imports.list());
    expect(back[1].receiptsOf('i', 0, 2_000)).toEqual(imports.receiptsOf('i', 0, 2_000));
    for (const month of refusals.months())
      expect(back[2].list(month, 0, 1_000)).toEqual(refusals.list(month, 0, 1_000));
    expect(back[2].months()).toEqual(refusals.months());
    for (const one of [credentials, imports, refusals, ...back]) one.close();
    expect(existsSync(join(to, 'imports.sqlite'))).toBe(true);
  });
});
