import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { renameSynced, syncDirectory } from '../kept/synced-files.js';
import { country } from '../ledger/delivery.js';
import type { DeliveryRequest, Manifest } from '../port.js';
import { manifestHash, manifestName, manifestText } from './manifest.js';

/** Where the files of a delivery lie below the output directory; the same delivery always in the same place. */
export const placeOf = ({ statistic, reporter, period, asOf }: DeliveryRequest, manifestSha256: string): string =>
  join(statistic, reporter || country, period || 'stock', `${asOf}-${manifestSha256.slice(0, 12)}`);

/**
 * Moves a finished directory to its place in one step. Where the delivery stands there already it stays; where its files were lost or
 * altered they are put back.
 */
export async function placeFiles(from: string, target: string, manifest: Manifest): Promise<void> {
  await syncDirectory(from);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  for (;;) {
    if (existsSync(target)) {
      if (await isWhole(target, manifest)) return;
      await rm(target, { recursive: true, force: true });
    }
    try {
      return await renameSynced(from, target);
    } catch (error) {
      // Another process delivers the same and was first.
      if (!existsSync(target) || !alreadyThere.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
}

const alreadyThere = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM']);

async function isWhole(directory: string, manifest: Manifest): Promise<boolean> {
  const expected = new Map(manifest.files.map(({ name, sha256 }) => [name, sha256]));
  expected.set(manifestName, manifestHash(manifestText(manifest)));
  const names = await readdir(directory);
  if (names.length !== expected.size) return false;
  for (const name of names) if ((await hashOf(join(directory, name))) !== expected.get(name)) return false;
  return true;
}

async function hashOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    // Gone or no file: not what was delivered.
    return undefined;
  }
  return hash.digest('hex');
}
