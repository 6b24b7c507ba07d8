import type { Claim } from '../../port.js';
import { MemoryPlace, type Step } from '../../testing/memory-place.js';
import { claimsOf, testKey } from '../../testing/sample-claims.js';
import { claimsRecordsOf, closeSharedVaults, recordsOf, sharedVault } from '../../testing/shared-vaults.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../testing/temporary-directory.js';
import { openSharedVault } from './open-shared-vault.js';
import type { KeysValue } from './vault-record.js';

afterEach(closeSharedVaults);
afterAll(removeTemporaryDirectories);

const masterKey = testKey();
const many = (count: number): Claim[][] => Array.from({ length: count }, (_, n) => claimsOf(n));

/** Steps of a process that dies at one of them, when it is about to take it for the `nth` time. */
function dyingAt(step: Step, nth: number) {
  let die!: () => void;
  const died = new Promise<void>((resolve) => (die = resolve));
  const steps = (what: Step): Promise<void> => {
    if (what !== step || --nth > 0) return Promise.resolve();
    die();
    return new Promise(() => undefined);
  };
  return { steps, died };
}

describe('claims that go into the journal', () => {
  it('share a record when they come in one turn; what is known adds none, in another process neither', async () => {
    const place = new MemoryPlace();
    const vault = await sharedVault({ shared: place.as() });
    const tokens = await Promise.all(many(50).map((claims) => vault.claim(claims)));
    expect(claimsRecordsOf(place)).toMatchObject([{ first: 1, rows: { length: 150 } }]);
    const other = await sharedVault({ shared: place.as() });
    expect(await Promise.all(many(50).map((claims) => other.claim(claims)))).toEqual(tokens);
    expect(recordsOf(place)).toHaveLength(2);
    expect(place.values.size).toBe(1);
  });

  it('go in several records when they are many, or long, in one call or in many', async () => {
    const place = new MemoryPlace();
    const vault = await sharedVault({ shared: place.as() });
    const oneCall = many(1_000).flatMap((claims, n) =>
      claims.map((one) => (one.what === 'person' ? one : { ...one, owner: 3 * n })),
    );
    const long: Claim[][] = Array.from({ length: 12 }, (_, n) => [
      { what: 'person', kind: 'unborn', scope: `${n}` },
      { what: 'token', use: 'name', scope: 'a', value: `${n} ${'x'.repeat(60_000)}`, owner: 0 },
    ]);
    const [tokens, ...others] = await Promise.all([oneCall, ...long].map((claims) => vault.claim(claims)));
    expect(new Set([...tokens!, ...others.flat()]).size).toBe(3_024);
    const records = claimsRecordsOf(place);
    expect(records.map(({ rows }) => rows.length).slice(0, 2)).toEqual([2_000, 1_000]);
    expect(records.slice(2).length).toBeGreaterThan(1);
    for (const record of records) expect(JSON.stringify(record).length).toBeLessThan(700_000);
    const late = await sharedVault({ shared: place.as() });
    expect(await late.claim(oneCall)).toEqual(tokens);
    expect(await late.resolve([tokens![2_999]!, others[11]![1]!])).toMatchObject([
      { value: 'measure 999' },
      { value: `11 ${'x'.repeat(60_000)}` },
    ]);
  });

  it('of a known person get their own record without keys', async () => {
    const place = new MemoryPlace();
    const vault = await sharedVault({ shared: place.as() });
    await vault.claim(claimsOf(1));
    const told: Claim[] = [claimsOf(1)[0]!, { what: 'token', use: 'name', scope: 'a', value: 'later', owner: 0 }];
    const tokens = await vault.claim(told);
    expect(claimsRecordsOf(place)[1]).toMatchObject({ first: 4, keys: null });
    const late = await sharedVault({ shared: place.as() });
    expect(await late.resolve(tokens)).toMatchObject([{ value: '0101993001' }, { value: 'later' }]);
  });

  it('that nobody can make fail, and the next ones do not', async () => {
    const vault = await sharedVault({ shared: new MemoryPlace().as() });
    const spoilt: Claim = { what: 'token', use: 'unheard' as 'name', scope: 'a', value: '1', owner: 0 };
    await expect(vault.claim([claimsOf(1)[0]!, spoilt])).rejects.toMatchObject({ code: 'vault.damaged' });
    expect(await vault.find([claimsOf(1)[0]!])).toEqual([undefined]);
    expect(await vault.claim(claimsOf(1))).toHaveLength(3);
  });

  it.each(['put', 'add', 'added'] as const)('fail with the error of the place where it fails (%s)', async (step) => {
    const place = new MemoryPlace();
    const fault = new Error('no answer');
    let isDown = false;
    const shared = place.as(async (what) => {
      if (isDown && what === step) throw fault;
    });
    const vault = await sharedVault({ shared });
    isDown = true;
    await expect(vault.claim(claimsOf(1))).rejects.toBe(fault);
    isDown = false;
    const tokens = await vault.claim(claimsOf(1));
    const late = await sharedVault({ shared: place.as() });
    expect(await late.claim(claimsOf(1))).toEqual(tokens);
    expect(await vault.resolve(tokens)).toMatchObject([{ value: '0101993001' }, {}, {}]);
    expect(claimsRecordsOf(place)).toHaveLength(1);
  });

  it.each(['put', 'add', 'added'] as const)('are whole or not there when their process dies at %s', async (step) => {
    const [place, directory] = [new MemoryPlace(), temporaryDirectory()];
    // The first record holds the vault's keys.
    const { steps, died } = dyingAt(step, step === 'put' ? 1 : 2);
    const dead = await openSharedVault({ directory, masterKey, shared: place.as(steps) });
    void dead.claim(claimsOf(1));
    await died;
    expect(claimsRecordsOf(place)).toHaveLength(step === 'added' ? 1 : 0);
    expect(place.values.size).toBe(step === 'put' ? 0 : 1);
    const [again, other] = [
      await sharedVault({ directory, shared: place.as() }),
      await sharedVault({ shared: place.as() }),
    ];
    const tokens = await other.claim(claimsOf(1));
    expect(await again.claim(claimsOf(1))).toEqual(tokens);
    expect(await again.resolve(tokens)).toMatchObject([{ value: '0101993001' }, { value: 'case 1' }, {}]);
    expect(claimsRecordsOf(place)).toHaveLength(1);
  });
});

describe('what another process has claimed', () => {
  it('is known when it is asked for, and what is known asks nobody', async () => {
    const place = new MemoryPlace();
    const steps: Step[] = [];
    const reading = await sharedVault({ shared: place.as(async (what) => void steps.push(what)) });
    const writing = await sharedVault({ shared: place.as() });
    const claimed = async (n: number) => {
      const tokens = await writing.claim(claimsOf(n));
      steps.length = 0;
      return tokens;
    };
    const first = await claimed(1);
    expect(await reading.resolve(first)).toMatchObject([{ value: '0101993001' }, {}, {}]);
    expect(steps).toEqual(['read', 'get']);
    const second = await claimed(2);
    expect(await reading.missing(second)).toEqual([]);
    const third = await claimed(3);
    expect(await reading.lookup('cpr', '010199-3003')).toBe(third[0]);
    const fourth = await claimed(4);
    expect(await reading.find(claimsOf(4))).toEqual(fourth);
    steps.length = 0;
    await reading.resolve([...first, ...second]);
    await reading.missing(third);
    await reading.find(claimsOf(4));
    expect(await reading.claim(claimsOf(2))).toEqual(second);
    expect(steps).toEqual([]);
  });

  it('is not said to be missing while nobody can tell', async () => {
    const place = new MemoryPlace();
    let isDown = false;
    const shared = place.as(async () => {
      if (isDown) throw new Error('no answer');
    });
    const vault = await sharedVault({ shared });
    const tokens = await vault.claim(claimsOf(1));
    isDown = true;
    expect(await vault.resolve(tokens)).toMatchObject([{ value: '0101993001' }, {}, {}]);
    const strange = `p_${'a'.repeat(26)}`;
    for (const ask of [vault.resolve([strange]), vault.missing([strange]), vault.lookup('cpr', '010199-3009')])
      await expect(ask).rejects.toThrow('no answer');
  });
});

describe('a person whose key was taken out of the value that lies beside the journal', () => {
  it('is erased in every copy that takes the record afterwards; tokens stay, and others are told as before', async () => {
    const place = new MemoryPlace();
    const vault = await sharedVault({ shared: place.as() });
    const [erased, kept] = await Promise.all([vault.claim(claimsOf(1)), vault.claim(claimsOf(2))]);
    const [record] = claimsRecordsOf(place);
    const keys = (await place.as().get(record!.keys!)) as KeysValue;
    // Persons first within a call: the first is claim 1, the other claim 4.
    expect(Object.keys(keys)).toEqual(['1', '4']);
    await place.as().put(record!.keys!, { 4: keys[4] });
    const late = await sharedVault({ shared: place.as() });
    expect(await late.resolve(erased!)).toEqual(erased!.map(() => ({ state: 'erased' })));
    expect(await late.resolve(kept!)).toMatchObject([{ value: '0101993002' }, {}, {}]);
    expect(await late.claim(claimsOf(1))).toEqual(erased);
    const told: Claim[] = [claimsOf(1)[0]!, { what: 'token', use: 'name', scope: 'a', value: 'later', owner: 0 }];
    const later = await late.claim(told);
    expect(await late.resolve(later)).toEqual([{ state: 'erased' }, { state: 'erased' }]);
    expect(await vault.claim(told)).toEqual(later);
  });
});
