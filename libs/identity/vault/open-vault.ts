import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { missing, type MasterKey } from './master-key.js';
import { PersonKeys } from './person-keys.js';
import { randomPool } from './random-pool.js';
import { createSchema, readFormat } from './schema.js';
import type { RandomBytes } from './sealing.js';
import { SqliteVault } from './sqlite-vault.js';
import { SqliteVaultReader, type OpenVaultFile } from './sqlite-vault-reader.js';
import { vaultErrorOf } from './failure.js';
import { VaultError } from './vault-error.js';
import { readIndexKey, writeSecrets } from './vault-secrets.js';

/** Name of the vault's file in its directory. */
export const vaultFile = 'vault.sqlite';

export interface VaultPlace {
  readonly directory: string;
  /** Undefined = `vault.master-key-missing`, said here so that the sentence is one. */
  readonly masterKey: MasterKey | undefined;
}

export interface VaultOptions extends VaultPlace {
  /** Claims answered from memory. Default 200 000, about 60 MB. */
  readonly cachedClaims?: number;
  /** Person keys kept open. Default 50 000, about 15 MB. */
  readonly cachedKeys?: number;
  readonly random?: RandomBytes;
  /** Never makes a vault: for a directory whose log has events already. Default false. */
  readonly mustExist?: boolean;
}

/** How long a process waits for another that is committing, in milliseconds. */
const patience = 10_000;

/**
 * Opens the vault of a directory, and makes it when there is none. Several processes may hold it open.
 * @throws VaultError `vault.master-key-missing`, `vault.master-key-wrong`, `vault.format-unknown`, `vault.damaged`, `vault.failed`;
 *   with `mustExist` also `vault.not-found`.
 */
export function openVault(options: VaultOptions): SqliteVault {
  const { masterKey, random = randomPool(), cachedClaims = 200_000 } = options;
  if (!masterKey) throw missing('');
  const path = join(options.directory, vaultFile);
  if (options.mustExist && !existsSync(path)) throw notFound();
  return opened(options.directory, { timeout: patience }, (db) => {
    const format = readFormat(db);
    if (options.mustExist && format === 0) throw notFound();
    chmodSync(path, 0o600);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // Pages: 64 MB of WAL before they are copied into the file. Hashes and tokens are random, so a commit touches pages all over.
    db.pragma('wal_autocheckpoint = 16000');
    // KiB: the two indexes over them should lie in memory.
    db.pragma('cache_size = -65536');
    // What an erasure deletes is overwritten, not only unlinked.
    db.pragma('secure_delete = ON');
    db.transaction(() => {
      if (readFormat(db) > 0) return;
      createSchema(db);
      writeSecrets(db, masterKey, random);
    }).immediate();
    return new SqliteVault(withKeys(db, masterKey, options.cachedKeys), random, cachedClaims);
  });
}

/**
 * Opens the vault for reading, beside a server that may be writing it.
 * @throws VaultError `vault.not-found` besides those of `openVault`.
 */
export function openVaultReadOnly(options: VaultPlace): SqliteVaultReader {
  const { masterKey } = options;
  if (!masterKey) throw missing('');
  if (!existsSync(join(options.directory, vaultFile))) throw notFound();
  return opened(options.directory, { readonly: true, fileMustExist: true, timeout: patience }, (db) => {
    if (readFormat(db) === 0) throw notFound();
    return new SqliteVaultReader(withKeys(db, masterKey));
  });
}

function notFound(): VaultError {
  return new VaultError(
    'vault.not-found',
    'There is no vault in this directory. Name the data directory of the server.',
  );
}

function withKeys(db: Database.Database, master: MasterKey, cachedKeys = 50_000): OpenVaultFile {
  return { db, indexKey: readIndexKey(db, master), personKeys: new PersonKeys(master, cachedKeys) };
}

/** Opens the file, and closes it again when what follows fails. */
function opened<T>(directory: string, options: Database.Options, use: (db: Database.Database) => T): T {
  let db: Database.Database | undefined;
  try {
    if (!options.readonly) mkdirSync(directory, { recursive: true, mode: 0o700 });
    db = new Database(join(directory, vaultFile), options);
    return use(db);
  } catch (error) {
    db?.close();
    throw vaultErrorOf(error);
  }
}
