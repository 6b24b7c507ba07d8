import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { JournalCopy, SharedPlace } from '#libs/event-log';
import { backUpVault } from '../back-up-vault.js';
import { guarded } from '../failure.js';
import { patience } from '../open-settings.js';
import { notFound, opened, vaultFile } from '../open-vault.js';
import { readFormat } from '../schema.js';
import { openCopy } from './open-copy.js';
import { differs, newerRecord, noneInStore } from './shared-errors.js';
import { StoredRows } from './stored-rows.js';
import { newKeysName, recordOf, vaultJournal, type VaultRecord } from './vault-record.js';

export interface MoveOptions {
  /** Called after each record with the claims moved so far and those there are. */
  readonly onProgress?: (progress: { readonly copied: number; readonly of: number }) => void;
  readonly signal?: AbortSignal;
}

/**
 * Copies the embedded vault of a directory into the journal that processes share. Ids, tokens, hashes and sealed bytes stay as they are, so it needs
 * no master key. Broken off, it goes on behind what the journal holds. Nobody may claim in either meanwhile.
 * @throws VaultError `vault.not-found`, `vault.format-unknown` (no embedded vault), `vault.differs` (the journal holds what the vault does not),
 *   `vault.damaged`; EventLogError `log.unreachable` and others; what the signal was aborted with.
 */
export async function copyVaultToShared(
  directory: string,
  shared: SharedPlace,
  { onProgress, signal }: MoveOptions = {},
): Promise<{ readonly claims: number }> {
  const db = openEmbedded(directory);
  try {
    const moved = new MovedSoFar(db);
    const journal = await shared.journal(vaultJournal, moved);
    await journal.add(() => (moved.next() === 0 ? moved.rows.secrets()! : undefined));
    while (moved.claims < moved.rows.last()) {
      signal?.throwIfAborted();
      const name = newKeysName(randomBytes);
      await journal.add(() =>
        recordOf(
          guarded(() => moved.rows.from(moved.claims + 1)),
          name,
          shared,
        ),
      );
      onProgress?.({ copied: moved.claims, of: moved.rows.last() });
    }
    return { claims: moved.claims };
  } finally {
    db.close();
  }
}

/**
 * Makes an embedded vault of the one that processes share, in a new file. The copy of the directory is made, or catches up, first. Needs no master key.
 * @throws VaultError `vault.backup-exists`, `vault.not-found` (the place has no vault), and as `openSharedVault` does of the copy; EventLogError `log.unreachable` and others.
 */
export async function embedVault(directory: string, shared: SharedPlace, file: string): Promise<void> {
  const { db } = (await openCopy(directory, shared)).copy;
  try {
    if (!new StoredRows(db).secrets()) throw noneInStore();
    await backUpVault(db.name, file);
  } finally {
    db.close();
  }
}

function openEmbedded(directory: string): Database {
  if (!existsSync(join(directory, vaultFile))) throw notFound();
  return opened(directory, { readonly: true, fileMustExist: true, timeout: patience }, (db) => {
    if (readFormat(db, 'embedded') === 0) throw notFound();
    return db;
  });
}

/** A vault that is being moved: what the journal tells must be what it holds already. */
class MovedSoFar implements JournalCopy<VaultRecord> {
  readonly rows: StoredRows;
  /** Id of the last claim that stands in the journal. */
  claims = 0;
  #next = 0;

  constructor(db: Database) {
    this.rows = new StoredRows(db);
  }

  next(): number {
    return this.#next;
  }

  take(record: VaultRecord, revision: number): void {
    if (revision < this.#next) return;
    if (record.kind !== 'secrets' && record.kind !== 'claims') throw newerRecord();
    if (revision > this.#next || !guarded(() => this.rows.holds(record))) throw differs();
    if (record.kind === 'claims') this.claims = record.first + record.rows.length - 1;
    this.#next = revision + 1;
  }
}
