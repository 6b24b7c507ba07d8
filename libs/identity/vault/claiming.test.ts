import fc from 'fast-check';
import type { Claim } from '../port.js';
import { readToken } from '../token.js';
import { claimsOf, testKey } from '../testing/sample-claims.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { commitsInWal, erasePerson } from '../testing/vault-files.js';
import { openVault } from './open-vault.js';
import type { SqliteVault } from './sqlite-vault.js';

let directory: string;
let vault: SqliteVault;
beforeEach(() => {
  directory = temporaryDirectory();
  vault = openVault({ directory, masterKey: testKey() });
});
afterEach(() => vault.close());
afterAll(removeTemporaryDirectories);

const reopened = async (cachedClaims?: number): Promise<void> => {
  await vault.close();
  vault = openVault({ directory, masterKey: testKey(), ...(cachedClaims && { cachedClaims }) });
};
const cpr = (number: string): Claim => ({ what: 'person', kind: 'cpr', number });
const person = cpr('010199-3045');

describe('a claim', () => {
  it('gives a token of its class, and the same one ever after, in the process and after opening again', async () => {
    const first = await vault.claim(claimsOf(1));
    expect(first.map((token) => readToken(token)?.what)).toEqual(['person', 'case', 'token']);
    expect(await vault.claim(claimsOf(1))).toEqual(first);
    await reopened();
    expect(await vault.claim(claimsOf(1))).toEqual(first);
    expect(new Set([...first, ...(await vault.claim(claimsOf(2)))]).size).toBe(6);
  });

  it('is told apart by what it is of, by kind, use, scope and value, and by nothing else', async () => {
    const owner = 0;
    const different: Claim[] = [
      person,
      { what: 'person', kind: 'substitute', number: '010199-3045' },
      { what: 'person', kind: 'person-id', number: '010199-3045' },
      { what: 'person', kind: 'anonymous', number: '010199-3045', scope: 'a' },
      { what: 'person', kind: 'anonymous', number: '010199-3046', scope: 'a' },
      { what: 'person', kind: 'anonymous', number: '010199-3045', scope: 'b' },
      { what: 'person', kind: 'unborn', scope: 'a' },
      { what: 'person', kind: 'unborn', scope: 'b' },
      { what: 'case', scope: 'a', value: '1', owner },
      { what: 'case', scope: 'a', value: ' 1', owner },
      { what: 'case', scope: 'b', value: '1', owner },
      { what: 'token', use: 'measure', scope: 'a', value: '1', owner },
      { what: 'token', use: 'site', scope: 'a', value: '1', owner },
      // The border between scope and value counts.
      { what: 'case', scope: 'a","1', value: '', owner },
      { what: 'case', scope: '', value: 'a","1', owner },
    ];
    const tokens = await vault.claim(different);
    expect(new Set(tokens).size).toBe(different.length);
    expect(await vault.claim([person, cpr('0101993045'), cpr(' 010199 3045'), person])).toEqual(
      Array.from({ length: 4 }, () => tokens[0]),
    );
    const withOtherOwner: Claim[] = [cpr('010199-3047'), { what: 'case', scope: 'a', value: '1', owner: 0 }];
    expect((await vault.claim(withOtherOwner))[1]).toBe(tokens[8]);
  });

  it('made twice in a call, or in two calls of a turn, is made once', async () => {
    const [twice, other] = await Promise.all([vault.claim([person, person]), vault.claim([person])]);
    expect(new Set([...twice, ...other]).size).toBe(1);
  });

  it.each([
    ['an owner that is not in the call', [{ what: 'case', scope: 'a', value: '1', owner: 7 }]],
    ['an owner that is a case', [person, { what: 'case', scope: 'a', value: '1', owner: 1 }]],
    ['an empty number', [{ what: 'person', kind: 'person-id', number: ' - ' }]],
  ] as [string, Claim[]][])('with %s is refused before anything is written', async (_, claims) => {
    const others = vault.claim(claimsOf(1));
    await expect(vault.claim([cpr('010199-3999'), ...shifted(claims)])).rejects.toMatchObject({
      name: 'VaultError',
      code: 'vault.claim-invalid',
    });
    expect(await others).toHaveLength(3);
    expect(await vault.lookup('cpr', '010199-3999')).toBeUndefined();
  });

  it('of nothing is nothing', async () => expect(await vault.claim([])).toEqual([]));

  it('agrees with a map from what is claimed to tokens, in any order, with or without memory', async () => {
    await reopened(1);
    const held = new Map<string, string>();
    const calls = fc.array(fc.array(fc.nat(9), { maxLength: 4 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(calls, async (turn) => {
        const answers = await Promise.all(
          turn.map((call) => vault.claim(call.flatMap((n, at) => shifted(claimsOf(n), 3 * at)))),
        );
        turn.forEach((call, at) =>
          call.forEach((n, which) => {
            const tokens = answers[at]!.slice(3 * which, 3 * which + 3).join();
            expect(tokens).toBe(held.get(String(n)) ?? tokens);
            held.set(String(n), tokens);
          }),
        );
        expect(new Set(held.values()).size).toBe(held.size);
      }),
      { numRuns: 60 },
    );
  });
});

/** The same claims behind `by` others. */
const shifted = (claims: readonly Claim[], by = 1): Claim[] =>
  claims.map((one) => (one.what === 'person' ? one : { ...one, owner: one.owner + by }));

describe('one commit a turn', () => {
  it('holds the calls of the turn; what is known already costs none', async () => {
    await vault.claim(claimsOf(0));
    const before = commitsInWal(directory);
    await Promise.all(Array.from({ length: 50 }, (_, n) => vault.claim(claimsOf(n))));
    expect(commitsInWal(directory)).toBe(before + 1);
    await Promise.all(Array.from({ length: 50 }, (_, n) => vault.claim(claimsOf(n))));
    expect(commitsInWal(directory)).toBe(before + 1);
  });

  it('is made before closing, for those who still wait', async () => {
    const waiting = vault.claim(claimsOf(1));
    await vault.close();
    const tokens = await waiting;
    await expect(vault.claim(claimsOf(1))).rejects.toMatchObject({ code: 'vault.closed' });
    await expect(vault.resolve(tokens)).rejects.toMatchObject({ code: 'vault.closed' });
    await expect(vault.find([person])).rejects.toMatchObject({ code: 'vault.closed' });
    await expect(vault.backupTo(`${directory}/copy`)).rejects.toMatchObject({ code: 'vault.closed' });
    await reopened();
    expect(await vault.claim(claimsOf(1))).toEqual(tokens);
  });

  it('that fails gives nobody a token, and leaves nothing in memory', async () => {
    const spent = openVault({ directory, masterKey: testKey(), random: (size) => Buffer.alloc(size, 1) });
    await spent.claim([cpr('010199-3001')]);
    // The same random bytes again: the database refuses a token that is taken.
    await expect(spent.claim(claimsOf(5))).rejects.toMatchObject({ code: 'vault.damaged' });
    await spent.close();
    expect(await vault.lookup('cpr', '010199-3005')).toBeUndefined();
    expect(await vault.claim(claimsOf(5))).toHaveLength(3);
  });

  it('that fails leaves no key behind for who is given the same place', async () => {
    const spoilt: Claim = { what: 'token', use: 'unheard' as 'name', scope: 'a', value: '1', owner: 0 };
    await expect(vault.claim([...claimsOf(1), spoilt])).rejects.toMatchObject({ code: 'vault.damaged' });
    const tokens = await vault.claim(claimsOf(2));
    await reopened();
    expect(await vault.resolve(tokens)).toMatchObject([{ value: '0101993002' }, { value: 'case 2' }, {}]);
  });
});

describe('resolving', () => {
  it('tells what a token stands for: a number without hyphen, a text as it was sent, nothing of the unborn', async () => {
    const tokens = await vault.claim([
      ...claimsOf(1),
      { what: 'person', kind: 'person-id', number: 'u-12 x' },
      { what: 'person', kind: 'anonymous', number: '123456-9998', scope: 'a' },
      { what: 'person', kind: 'unborn', scope: 'a' },
      { what: 'token', use: 'name', scope: 'a', value: ' Ærø Ø-1 ', owner: 3 },
      { what: 'token', use: 'identification', scope: 'a', value: '', owner: 3 },
    ]);
    expect(await vault.resolve(tokens)).toEqual([
      { state: 'known', kind: 'cpr', value: '0101993001' },
      { state: 'known', kind: 'case', value: 'case 1' },
      { state: 'known', kind: 'measure', value: 'measure 1' },
      { state: 'known', kind: 'person-id', value: 'U12X' },
      { state: 'known', kind: 'anonymous', value: '1234569998' },
      { state: 'known', kind: 'unborn', value: '' },
      { state: 'known', kind: 'name', value: ' Ærø Ø-1 ' },
      { state: 'known', kind: 'identification', value: '' },
    ]);
  });

  it('knows no token of another class, of another vault, or that is none', async () => {
    const [token] = await vault.claim([person]);
    const strangers = [`c_${token!.slice(2)}`, `t_${token!.slice(2)}`, `p_${'a'.repeat(26)}`, 'p_x', '', '010199-3045'];
    expect(await vault.resolve(strangers)).toEqual(strangers.map(() => ({ state: 'unknown' })));
    expect(await vault.missing([...strangers, token!])).toEqual(strangers);
  });

  it('answers thousands in the order asked, and lets others have a turn', async () => {
    const tokens = (await Promise.all(Array.from({ length: 1_500 }, (_, n) => vault.claim(claimsOf(n))))).flat();
    let turns = 0;
    const counting = setInterval(() => turns++, 0);
    const resolved = await vault.resolve(tokens);
    clearInterval(counting);
    expect(resolved.filter((_, at) => at % 3 === 1)).toEqual(
      Array.from({ length: 1_500 }, (_, n) => ({ state: 'known', kind: 'case', value: `case ${n}` })),
    );
    expect(turns).toBeGreaterThan(0);
  });

  it('finds a token by what was claimed, and makes none', async () => {
    const tokens = await vault.claim(claimsOf(1));
    expect(await vault.find(claimsOf(1))).toEqual(tokens);
    expect(await vault.find([cpr('010199-3002')])).toEqual([undefined]);
    expect(await vault.lookup('cpr', '0101993001')).toBe(tokens[0]);
    expect(await vault.lookup('substitute', '0101993001')).toBeUndefined();
    expect(await vault.lookup('person-id', ' - ')).toBeUndefined();
    expect(await vault.lookup('cpr', '010199-3002')).toBeUndefined();
  });
});

describe('a person whose key is gone', () => {
  it('is erased, with all that was told of the case, in this process and in another; others are not', async () => {
    const [erased, kept] = [await vault.claim(claimsOf(1)), await vault.claim(claimsOf(2))];
    await vault.resolve(erased);
    erasePerson(directory, 1);
    expect(await vault.resolve(erased)).toEqual(erased.map(() => ({ state: 'erased' })));
    expect(await vault.resolve(kept)).toMatchObject(kept.map(() => ({ state: 'known' })));
    await reopened();
    expect(await vault.resolve(erased)).toEqual(erased.map(() => ({ state: 'erased' })));
  });

  it('keeps its tokens: a resend opens no second stream, and brings nothing back', async () => {
    const erased = await vault.claim(claimsOf(1));
    erasePerson(directory, 1);
    expect(await vault.claim(claimsOf(1))).toEqual(erased);
    await reopened();
    expect(await vault.claim(claimsOf(1))).toEqual(erased);
    expect(await vault.lookup('cpr', '010199-3001')).toBe(erased[0]);
    expect(await vault.missing(erased)).toEqual([]);
    const told: Claim[] = [claimsOf(1)[0]!, { what: 'token', use: 'name', scope: 'a', value: 'Told later', owner: 0 }];
    const later = await vault.claim(told);
    expect(await vault.resolve(later)).toEqual([{ state: 'erased' }, { state: 'erased' }]);
    expect(await vault.claim(told)).toEqual(later);
  });

  it('who was unborn is erased too', async () => {
    const [unborn] = await vault.claim([{ what: 'person', kind: 'unborn', scope: 'a' }]);
    erasePerson(directory, 1);
    expect(await vault.resolve([unborn!])).toEqual([{ state: 'erased' }]);
  });
});
