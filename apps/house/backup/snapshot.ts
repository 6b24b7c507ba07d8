import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase, logFile, type EventStoreLog, type OpenLog } from '#libs/event-log';
import { vaultFile } from '#libs/identity';
import { assertEmpty, projectionsOf, writeKind, type HouseKind } from '../data-directory.js';
import { HouseError } from '../house-error.js';

export interface SnapshotParts {
  readonly data: string;
  readonly kind: HouseKind;
  readonly log: Pick<OpenLog, 'backupTo'>;
  /** Undefined where the log lies in the data directory. */
  readonly store: EventStoreLog | undefined;
}

/**
 * Copies what a process on an event store keeps for itself into an empty directory, while it runs: its projections, then its replica, so
 * that the replica reaches as far, and its copy of the vault. A data directory for another process, which goes on from there. Nothing in it
 * is a truth: without it that process builds everything from the store.
 * @throws HouseError `data.engine-differs`, `data.not-empty`.
 */
export async function takeSnapshot(
  { data, kind, log, store }: SnapshotParts,
  directory: string,
): Promise<{ readonly ordinal: number }> {
  if (!store)
    throw new HouseError(
      'data.engine-differs',
      'A snapshot is for another process on the same event store, and the log lies in this data directory. Take a backup.',
    );
  assertEmpty(directory);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  await copyProjections(projectionsOf(data), projectionsOf(directory));
  const { head } = await log.backupTo(join(directory, logFile));
  await copyDatabase(join(data, vaultFile), join(directory, vaultFile));
  writeKind(directory, kind, true);
  return { ordinal: head };
}

/** The files that are in use, by the pointer; one that a rebuild is making or has left behind is no harm. */
async function copyProjections(from: string, to: string): Promise<void> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const names = readdirSync(from).filter((name) => !name.endsWith('-wal') && !name.endsWith('-shm'));
  for (const name of names.filter((one) => one.endsWith('.sqlite')))
    if (existsSync(join(from, name))) await copyDatabase(join(from, name), join(to, name));
  for (const name of names.filter((one) => /\.(json|txt)$/.test(one))) cpSync(join(from, name), join(to, name));
}
