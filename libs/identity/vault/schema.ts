import type { Database } from 'better-sqlite3';
import { VaultError } from './vault-error.js';

/** Format of the file, in SQLite's user_version. */
export const formatVersion = 1;

const tables = `
  -- Check value and index key, both sealed under the master key.
  CREATE TABLE secret (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;

  -- One row a pseudonym or token, for ever. owner = id of the person whose key encrypts it (a person's own id).
  CREATE TABLE claim (
    id    INTEGER PRIMARY KEY,
    hash  BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    token BLOB NOT NULL UNIQUE CHECK (length(token) = 16),
    kind  TEXT NOT NULL,
    owner INTEGER NOT NULL
  ) STRICT;

  -- A person's data key, sealed under the master key. Deleting the row is the erasure of the person.
  CREATE TABLE person_key (person INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;

  -- What a claim stands for, sealed under its owner's key.
  CREATE TABLE content (claim INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
`;

const refuse = (sentence: string): string => `BEGIN SELECT RAISE(ABORT, '${sentence}'); END`;

/**
 * The database says no. INSERT OR REPLACE passes the triggers on UPDATE and DELETE, hence those on INSERT. A key or content is
 * written before its claim, never after: so once erased it cannot come back.
 */
const triggers = `
  CREATE TRIGGER claim_no_update BEFORE UPDATE ON claim ${refuse('a claim is never changed')};
  CREATE TRIGGER claim_no_delete BEFORE DELETE ON claim ${refuse('a claim is never deleted')};
  CREATE TRIGGER claim_no_replace BEFORE INSERT ON claim
    WHEN EXISTS (SELECT 1 FROM claim WHERE id = NEW.id)
      OR EXISTS (SELECT 1 FROM claim WHERE hash = NEW.hash)
      OR EXISTS (SELECT 1 FROM claim WHERE token = NEW.token)
    ${refuse('a claim is never replaced')};

  CREATE TRIGGER person_key_no_update BEFORE UPDATE ON person_key ${refuse('a key is never changed')};
  CREATE TRIGGER person_key_no_replace BEFORE INSERT ON person_key
    WHEN EXISTS (SELECT 1 FROM person_key WHERE person = NEW.person) OR EXISTS (SELECT 1 FROM claim WHERE id = NEW.person)
    ${refuse('a key is written once, before its claim')};

  CREATE TRIGGER content_no_update BEFORE UPDATE ON content ${refuse('content is never changed')};
  CREATE TRIGGER content_no_replace BEFORE INSERT ON content
    WHEN EXISTS (SELECT 1 FROM content WHERE claim = NEW.claim) OR EXISTS (SELECT 1 FROM claim WHERE id = NEW.claim)
    ${refuse('content is written once, before its claim')};

  CREATE TRIGGER secret_no_update BEFORE UPDATE ON secret ${refuse('a secret is never changed')};
  CREATE TRIGGER secret_no_delete BEFORE DELETE ON secret ${refuse('a secret is never deleted')};
  CREATE TRIGGER secret_no_replace BEFORE INSERT ON secret
    WHEN EXISTS (SELECT 1 FROM secret WHERE name = NEW.name) ${refuse('a secret is never replaced')};
`;

/** What a vault is besides its own tables: all there is of it, or this process's copy of one that several share. */
export type VaultHome = 'embedded' | 'copy';

const tablesOf: Readonly<Record<VaultHome, string>> = {
  embedded: 'claim,content,person_key,secret',
  copy: 'claim,content,journal,person_key,secret',
};

/**
 * The format of the file: 0 = nothing in it yet. Changes nothing.
 * @param homes the vaults that will do.
 * @throws VaultError `vault.format-unknown` for a vault this build cannot read, one of another home, and a database that is no vault.
 */
export function readFormat(db: Database, ...homes: readonly VaultHome[]): number {
  const format = db.pragma('user_version', { simple: true }) as number;
  if (format > formatVersion)
    throw new VaultError(
      'vault.format-unknown',
      'The vault was written by a newer version of Sagsspor. Run that version; the file was not touched.',
    );
  const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all().join();
  if (format === 0 && names === '') return format;
  const home = (Object.keys(tablesOf) as VaultHome[]).find((one) => format > 0 && tablesOf[one] === names);
  if (home && homes.includes(home)) return format;
  throw new VaultError('vault.format-unknown', `${home ? elsewhere[home] : another} The file was not touched.`);
}

const another =
  'The file in the place of the vault is another database. Put the vault back, or name another directory.';

const elsewhere: Readonly<Record<VaultHome, string>> = {
  embedded:
    'The vault of this directory lies in it, not in an event store. Move it there with `sagsspor log copy`, or name another directory.',
  copy: 'The file in the place of the vault is a copy of one that lies in an event store. Name that store, or move the vault out of it with `sagsspor log copy`.',
};

/** Makes the tables. Call within a transaction. */
export function createSchema(db: Database): void {
  db.exec(tables);
  db.exec(triggers);
  db.pragma(`user_version = ${formatVersion}`);
}

const journal = `
  -- A copy has one row a record of the journal that it has taken. first = id of its first claim, 0 for the secrets; keys = name of the
  -- value that holds the keys of the persons among them, null where there is none.
  CREATE TABLE journal (revision INTEGER PRIMARY KEY, first INTEGER NOT NULL, keys TEXT) STRICT;
  CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal ${refuse('a record is never changed')};
  CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal ${refuse('a record is never deleted')};
  CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
    WHEN EXISTS (SELECT 1 FROM journal WHERE revision = NEW.revision) ${refuse('a record is taken once')};
`;

/** Makes the tables of a copy. Call within a transaction. */
export function createCopySchema(db: Database): void {
  createSchema(db);
  db.exec(journal);
}

/** Whether a vault is a copy. */
export function isCopy(db: Database): boolean {
  return db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'journal'").get() !== undefined;
}

/** Makes of a copy the vault that it is a copy of. */
export function forgetJournal(db: Database): void {
  db.exec('DROP TABLE journal');
}
