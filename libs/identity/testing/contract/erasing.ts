import type { Claim } from '../../port.js';
import { claimsOf } from '../sample-claims.js';
import { erasePerson } from '../vault-files.js';
import { vaultBed, type NewVaultHome } from './vault-bed.js';

/** What is left of a person whose key is gone. */
export function describeErasing(newHome: NewVaultHome): void {
  describe('a person whose key is gone', () => {
    const bed = vaultBed(newHome);

    it('is erased, with all that was told of the case, in this process and in another; others are not', async () => {
      const [erased, kept] = [await bed.vault.claim(claimsOf(1)), await bed.vault.claim(claimsOf(2))];
      await bed.vault.resolve(erased);
      erasePerson(bed.directory, 1);
      expect(await bed.vault.resolve(erased)).toEqual(erased.map(() => ({ state: 'erased' })));
      expect(await bed.vault.resolve(kept)).toMatchObject(kept.map(() => ({ state: 'known' })));
      await bed.reopened();
      expect(await bed.vault.resolve(erased)).toEqual(erased.map(() => ({ state: 'erased' })));
    });

    it('keeps its tokens: a resend opens no second stream, and brings nothing back', async () => {
      const erased = await bed.vault.claim(claimsOf(1));
      erasePerson(bed.directory, 1);
      expect(await bed.vault.claim(claimsOf(1))).toEqual(erased);
      await bed.reopened();
      expect(await bed.vault.claim(claimsOf(1))).toEqual(erased);
      expect(await bed.vault.lookup('cpr', '010199-3001')).toBe(erased[0]);
      expect(await bed.vault.missing(erased)).toEqual([]);
      const told: Claim[] = [
        claimsOf(1)[0]!,
        { what: 'token', use: 'name', scope: 'a', value: 'Told later', owner: 0 },
      ];
      const later = await bed.vault.claim(told);
      expect(await bed.vault.resolve(later)).toEqual([{ state: 'erased' }, { state: 'erased' }]);
      expect(await bed.vault.claim(told)).toEqual(later);
    });

    it('who was unborn is erased too', async () => {
      const [unborn] = await bed.vault.claim([{ what: 'person', kind: 'unborn', scope: 'a' }]);
      erasePerson(bed.directory, 1);
      expect(await bed.vault.resolve([unborn!])).toEqual([{ state: 'erased' }]);
    });
  });
}
