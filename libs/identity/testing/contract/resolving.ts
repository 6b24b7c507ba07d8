import { claimsOf, cpr } from '../sample-claims.js';
import { vaultBed, type NewVaultHome } from './vault-bed.js';

const person = cpr('010199-3045');

/** What can be asked of a vault. */
export function describeResolving(newHome: NewVaultHome): void {
  describe('resolving', () => {
    const bed = vaultBed(newHome);

    it('tells what a token stands for: a number without hyphen, a text as it was sent, nothing of the unborn', async () => {
      const tokens = await bed.vault.claim([
        ...claimsOf(1),
        { what: 'person', kind: 'person-id', number: 'u-12 x' },
        { what: 'person', kind: 'anonymous', number: '123456-9998', scope: 'a' },
        { what: 'person', kind: 'unborn', scope: 'a' },
        { what: 'token', use: 'name', scope: 'a', value: ' Ærø Ø-1 ', owner: 3 },
        { what: 'token', use: 'identification', scope: 'a', value: '', owner: 3 },
      ]);
      expect(await bed.vault.resolve(tokens)).toEqual([
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
      const [token] = await bed.vault.claim([person]);
      const strangers = [
        `c_${token!.slice(2)}`,
        `t_${token!.slice(2)}`,
        `p_${'a'.repeat(26)}`,
        'p_x',
        '',
        '010199-3045',
      ];
      expect(await bed.vault.resolve(strangers)).toEqual(strangers.map(() => ({ state: 'unknown' })));
      expect(await bed.vault.missing([...strangers, token!])).toEqual(strangers);
    });

    it('answers thousands in the order asked, and lets others have a turn', async () => {
      const tokens = (await Promise.all(Array.from({ length: 1_500 }, (_, n) => bed.vault.claim(claimsOf(n))))).flat();
      let turns = 0;
      const counting = setInterval(() => turns++, 0);
      const resolved = await bed.vault.resolve(tokens);
      clearInterval(counting);
      expect(resolved.filter((_, at) => at % 3 === 1)).toEqual(
        Array.from({ length: 1_500 }, (_, n) => ({ state: 'known', kind: 'case', value: `case ${n}` })),
      );
      expect(turns).toBeGreaterThan(0);
    });

    it('finds a token by what was claimed, and makes none', async () => {
      const tokens = await bed.vault.claim(claimsOf(1));
      expect(await bed.vault.find(claimsOf(1))).toEqual(tokens);
      expect(await bed.vault.find([cpr('010199-3002')])).toEqual([undefined]);
      expect(await bed.vault.lookup('cpr', '0101993001')).toBe(tokens[0]);
      expect(await bed.vault.lookup('substitute', '0101993001')).toBeUndefined();
      expect(await bed.vault.lookup('person-id', ' - ')).toBeUndefined();
      expect(await bed.vault.lookup('cpr', '010199-3002')).toBeUndefined();
    });
  });
}
