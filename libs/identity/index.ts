/** Who a child is, and nowhere else: identifiers, and the vault that turns them into pseudonyms. */
export type * from './port.js';
export * from './cpr.js';
export * from './validate-identifier.js';
export { looksLikeCpr } from './looks-like-cpr.js';
export { readToken, tokensIn, type TokenClass } from './token.js';
export { MasterKey, generateMasterKeyFile, loadMasterKey, masterKeyVariable } from './vault/master-key.js';
export { openVault, openVaultReadOnly, vaultFile, type VaultOptions, type VaultPlace } from './vault/open-vault.js';
export type { SqliteVault } from './vault/sqlite-vault.js';
export type { SqliteVaultReader } from './vault/sqlite-vault-reader.js';
export { openSharedVault, type SharedVaultOptions } from './vault/shared/open-shared-vault.js';
export type { SharedVault } from './vault/shared/shared-vault.js';
export { copyVaultToShared, embedVault, type MoveOptions } from './vault/shared/move-vault.js';
export { assertVaultHolds } from './vault/assert-vault-holds.js';
export { VaultError, type VaultErrorCode } from './vault/vault-error.js';
