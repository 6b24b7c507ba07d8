import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { logFile, type OpenLog, type Seal } from '#libs/event-log';
import { vaultFile, type SqliteVault } from '#libs/identity';
import { embedStoreFiles } from '#libs/intake';
import { assertEmpty, type HouseKind } from '../data-directory.js';
import { writeWhole } from '../write-whole.js';
import { backupFile, hashesOf, type BackupNote } from './backup-note.js';

export interface BackupParts {
  readonly data: string;
  readonly kept: string;
  readonly kind: HouseKind;
  readonly build: string;
  readonly log: OpenLog;
  readonly vault: SqliteVault;
  readonly seal: () => Promise<Seal | undefined>;
  readonly clock: () => Date;
  /** Resolves when receipts, refusals and credentials of other processes are here. */
  readonly caughtUp: () => Promise<void>;
}

/**
 * Copies what cannot be made again, while the house runs: first the log, then the vault, so that the vault is never older, then the
 * kept rows that the log's ledger names. The master key is not in it, and the projections are built from the log.
 * @throws HouseError `data.not-empty`.
 */
export async function backUpHouse(parts: BackupParts, directory: string): Promise<{ ordinal: number }> {
  assertEmpty(directory);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const seal = await parts.seal();
  const { head } = await parts.log.backupTo(join(directory, logFile));
  await parts.vault.backupTo(join(directory, vaultFile));
  const { kept } = parts;
  if (existsSync(kept))
    cpSync(kept, join(directory, 'kept'), { recursive: true, filter: (path) => !isTemporary(relative(kept, path)) });
  await parts.caughtUp();
  await embedStoreFiles(parts.data, directory);
  const note: BackupNote = {
    format: 1,
    kind: parts.kind,
    build: parts.build,
    at: parts.clock().toISOString(),
    ordinal: head,
    ...(seal && { seal: { to: seal.to, root: seal.root } }),
    files: await hashesOf(directory),
  };
  writeWhole(join(directory, backupFile), `${JSON.stringify(note, null, 2)}\n`);
  return { ordinal: head };
}

/** @param path below the kept rows. */
const isTemporary = (path: string): boolean => path.startsWith('.tmp-');
