import fc from 'fast-check';
import type { Claim } from '../../port.js';
import { readToken } from '../../token.js';
import { claimsOf, cpr, shifted } from '../sample-claims.js';
import { vaultBed, type NewVaultHome } from './vault-bed.js';

const person = cpr('010199-3045');

/** What a claim is, in either home. */
export function describeClaiming(newHome: NewVaultHome): void {
  describe('a claim', () => {
    const bed = vaultBed(newHome);

    it('gives a token of its class, and the same one ever after, in the process and after opening again', async () => {
      const first = await bed.vault.claim(claimsOf(1));
      expect(first.map((token) => readToken(token)?.what)).toEqual(['person', 'case', 'token']);
      expect(await bed.vault.claim(claimsOf(1))).toEqual(first);
      await bed.reopened();
      expect(await bed.vault.claim(claimsOf(1))).toEqual(first);
      expect(new Set([...first, ...(await bed.vault.claim(claimsOf(2)))]).size).toBe(6);
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
      const tokens = await bed.vault.claim(different);
      expect(new Set(tokens).size).toBe(different.length);
      expect(await bed.vault.claim([person, cpr('0101993045'), cpr(' 010199 3045'), person])).toEqual(
        Array.from({ length: 4 }, () => tokens[0]),
      );
      const withOtherOwner: Claim[] = [cpr('010199-3047'), { what: 'case', scope: 'a', value: '1', owner: 0 }];
      expect((await bed.vault.claim(withOtherOwner))[1]).toBe(tokens[8]);
    });

    it('made twice in a call, or in two calls of a turn, is made once', async () => {
      const [twice, other] = await Promise.all([bed.vault.claim([person, person]), bed.vault.claim([person])]);
      expect(new Set([...twice, ...other]).size).toBe(1);
    });

    it.each([
      ['an owner that is not in the call', [{ what: 'case', scope: 'a', value: '1', owner: 7 }]],
      ['an owner that is a case', [person, { what: 'case', scope: 'a', value: '1', owner: 1 }]],
      ['an empty number', [{ what: 'person', kind: 'person-id', number: ' - ' }]],
    ] as [string, Claim[]][])('with %s is refused before anything is written', async (_, claims) => {
      const others = bed.vault.claim(claimsOf(1));
      await expect(bed.vault.claim([cpr('010199-3999'), ...shifted(claims)])).rejects.toMatchObject({
        name: 'VaultError',
        code: 'vault.claim-invalid',
      });
      expect(await others).toHaveLength(3);
      expect(await bed.vault.lookup('cpr', '010199-3999')).toBeUndefined();
    });

    it('of nothing is nothing', async () => expect(await bed.vault.claim([])).toEqual([]));

    it('agrees with a map from what is claimed to tokens, in any order, with or without memory', async () => {
      await bed.reopened(1);
      const held = new Map<string, string>();
      const calls = fc.array(fc.array(fc.nat(9), { maxLength: 4 }), { maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(calls, async (turn) => {
          const answers = await Promise.all(
            turn.map((call) => bed.vault.claim(call.flatMap((n, at) => shifted(claimsOf(n), 3 * at)))),
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

    it('is made before closing for who still waits, and refused after', async () => {
      const waiting = bed.vault.claim(claimsOf(1));
      await bed.vault.close();
      const tokens = await waiting;
      await expect(bed.vault.claim(claimsOf(1))).rejects.toMatchObject({ code: 'vault.closed' });
      await expect(bed.vault.resolve(tokens)).rejects.toMatchObject({ code: 'vault.closed' });
      await expect(bed.vault.find([person])).rejects.toMatchObject({ code: 'vault.closed' });
      await expect(bed.vault.backupTo(`${bed.directory}/copy`)).rejects.toMatchObject({ code: 'vault.closed' });
      await bed.reopened();
      expect(await bed.vault.claim(claimsOf(1))).toEqual(tokens);
    });

    it('that fails leaves no key behind for who is given the same place', async () => {
      const spoilt: Claim = { what: 'token', use: 'unheard' as 'name', scope: 'a', value: '1', owner: 0 };
      await expect(bed.vault.claim([...claimsOf(1), spoilt])).rejects.toMatchObject({ code: 'vault.damaged' });
      const tokens = await bed.vault.claim(claimsOf(2));
      await bed.reopened();
      expect(await bed.vault.resolve(tokens)).toMatchObject([{ value: '0101993002' }, { value: 'case 2' }, {}]);
    });
  });
}
