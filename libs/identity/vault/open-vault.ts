import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { missing, type MasterKey } from './master-key.js';
import { patience, setForReading, setForWriting, usualClaims, usualKeys } from './open-settings.js';
import { lookupHashUnder } from './lookup-hash.js';
import { PersonKeys } from './person-keys.js';
import { ClaimCommit } from './claim-commit.js';
import { ClaimQueue } from './claim-queue.js';
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
  /** Claims answered from memory. Default {@link usualClaims}. */
  readonly cachedClaims?: number;
  /** Person keys kept open. Default {@link usualKeys}. */
  readonly cachedKeys?: number;
  /** Claims written before the vault gets a thread of its own. Default 1000. */
  readonly threadAfter?: number;
  /** A source of one's own keeps the vault without a thread, which could not call it. */
  readonly random?: RandomBytes;
  /** Never makes a vault: for a directory whose log has events already. Default false. */
  readonly mustExist?: boolean;
}

/**
 * Opens the vault of a directory, and makes it when there is none. Several processes may hold it open.
 * @throws VaultError `vault.master-key-missing`, `vault.master-key-wrong`, `vault.format-unknown`, `vault.damaged`, `vault.failed`;
 *   with `mustExist` also `vault.not-found`.
 */
export function openVault(options: VaultOptions): SqliteVault {
  const {
    masterKey,
    random = randomPool(),
    cachedClaims = usualClaims,
    cachedKeys = usualKeys,
    threadAfter = 1000,
  } = options;
  if (!masterKey) throw missing('');
  const path = join(options.directory, vaultFile);
  if (options.mustExist && !existsSync(path)) throw notFound();
  return opened(options.directory, { timeout: patience }, (db) => {
    const format = readFormat(db, 'embedded');
    if (options.mustExist && format === 0) throw notFound();
    chmodSync(path, 0o600);
    setForWriting(db);
    db.transaction(() => {
      if (readFormat(db, 'embedded') > 0) return;
      createSchema(db);
      writeSecrets(db, masterKey, random);
    }).immediate();
    const file = withKeys(db, masterKey, cachedKeys);
    const queue = new ClaimQueue(new ClaimCommit(file, random), file.start, options.random ? Infinity : threadAfter);
    return new SqliteVault(file, queue, cachedClaims);
  });
}

/**
 * Opens the vault for reading, beside a server that may be writing it. Of a vault that several processes share, it reads the copy as it stands.
 * @throws VaultError `vault.not-found` besides those of `openVault`.
 */
export function openVaultReadOnly(options: VaultPlace): SqliteVaultReader {
  const { masterKey } = options;
  if (!masterKey) throw missing('');
  if (!existsSync(join(options.directory, vaultFile))) throw notFound();
  return opened(options.directory, { readonly: true, fileMustExist: true, timeout: patience }, (db) => {
    if (readFormat(db, 'embedded', 'copy') === 0) throw notFound();
    setForReading(db);
    return new SqliteVaultReader(withKeys(db, masterKey));
  });
}

export function notFound(): VaultError {
  return new VaultError(
    'vault.not-found',
    'There is no vault in this directory. Name the data directory of the server.',
  );
}

/** The open file with its keys. @throws VaultError `vault.master-key-wrong`, `vault.damaged`. */
export function withKeys(db: Database.Database, master: MasterKey, cachedKeys = usualKeys): OpenVaultFile {
  return {
    db,
    lookupHash: lookupHashUnder(readIndexKey(db, master)),
    personKeys: new PersonKeys(master, cachedKeys),
    start: { path: db.name, masterKey: master, cachedKeys },
  };
}

/** Opens the file, and closes it again when what follows fails. */
export function opened<T>(directory: string, options: Database.Options, use: (db: Database.Database) => T): T {
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
