import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal, SharedPlace } from '#libs/event-log';
import { vaultErrorOf } from '../failure.js';
import { patience, setForCopying } from '../open-settings.js';
import { opened, vaultFile } from '../open-vault.js';
import { createCopySchema, readFormat } from '../schema.js';
import { VaultCopy } from './vault-copy.js';
import { vaultJournal, type VaultRecord } from './vault-record.js';

export interface OpenCopy {
  readonly copy: VaultCopy;
  readonly journal: Journal<VaultRecord>;
}

/**
 * Opens the copy of a directory, makes it when there is none, and lets it catch up. Needs no master key: everything stays sealed.
 * @throws VaultError `vault.format-unknown` (the directory has an embedded vault), `vault.differs`, `vault.damaged`, `vault.failed`;
 *   EventLogError `log.unreachable` and others.
 */
export async function openCopy(directory: string, shared: SharedPlace): Promise<OpenCopy> {
  const copy = opened(directory, { timeout: patience }, (db) => {
    readFormat(db, 'copy');
    chmodSync(join(directory, vaultFile), 0o600);
    setForCopying(db);
    db.transaction(() => {
      if (readFormat(db, 'copy') === 0) createCopySchema(db);
    }).immediate();
    return new VaultCopy(db, shared);
  });
  try {
    const journal = await shared.journal(vaultJournal, copy);
    copy.assertOfJournal();
    return { copy, journal };
  } catch (error) {
    copy.db.close();
    throw vaultErrorOf(error);
  }
}
