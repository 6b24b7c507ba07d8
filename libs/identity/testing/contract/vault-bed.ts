import type { SqliteVault } from '../../vault/sqlite-vault.js';

/** A vault of a test, which can be opened again and again. */
export interface VaultHome {
  /** Where its file lies. */
  readonly directory: string;
  /** @param cachedClaims how many claims are answered from memory; undefined = as usual. */
  open(cachedClaims?: number): Promise<SqliteVault>;
}

export type NewVaultHome = () => Promise<VaultHome>;

/** A vault of its own for each test of a suite. */
export interface VaultBed {
  readonly vault: SqliteVault;
  readonly directory: string;
  reopened(cachedClaims?: number): Promise<void>;
}

export function vaultBed(newHome: NewVaultHome): VaultBed {
  let home: VaultHome;
  let vault: SqliteVault;
  beforeEach(async () => {
    home = await newHome();
    vault = await home.open();
  });
  afterEach(() => vault.close());
  return {
    get vault() {
      return vault;
    },
    get directory() {
      return home.directory;
    },
    async reopened(cachedClaims) {
      await vault.close();
      vault = await home.open(cachedClaims);
    },
  };
}
