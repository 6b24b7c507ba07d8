import { describeClaiming } from './contract/claiming.js';
import { describeErasing } from './contract/erasing.js';
import { describeResolving } from './contract/resolving.js';
import type { NewVaultHome } from './contract/vault-bed.js';

export type { VaultHome } from './contract/vault-bed.js';

/** What a vault must be in either home, and all that the rest of the house may rely on. */
export function describeVaultContract(name: string, newHome: NewVaultHome): void {
  describe(`${name} keeps the contract of the vault:`, () => {
    describeClaiming(newHome);
    describeResolving(newHome);
    describeErasing(newHome);
  });
}
