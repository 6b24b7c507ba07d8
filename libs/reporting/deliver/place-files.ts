import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeDirectory, renameSynced, syncDirectory } from '../kept/synced-files.js';
import { country } from '../ledger/delivery.js';
import type { DeliveryRequest, Manifest } from '../port.js';
import { manifestHash, manifestName, manifestText } from './manifest.js';

/** Where the files of a delivery lie below the output directory; the same delivery always in the same place. */
export const placeOf = ({ statistic, reporter, period, asOf }: DeliveryRequest, manifestSha256: string): string =>
  join(statistic, reporter || country, period || 'stock', `${asOf}-${manifestSha256.slice(0, 12)}`);

/**
 * Moves a finished directory to its place in one step. Where the delivery stands there already, only files that were lost or altered are
 * put back, each in one step; what else somebody laid beside them stays.
 */
export async function placeFiles(from: string, target: string, manifest: Manifest): Promise<void> {
  await syncDirectory(from);
  await makeDirectory(dirname(target));
  if (!existsSync(target) && (await isMoved(from, target))) return;
  const expected = manifest.files.map(({ name, sha256 }) => ({ name, sha256 }));
  expected.push({ name: manifestName, sha256: manifestHash(manifestText(manifest)) });
  for (const { name, sha256 } of expected)
    if ((await hashOf(join(target, name))) !== sha256) await renameSynced(join(from, name), join(target, name));
}

/** False where another process that delivers the same was first. */
async function isMoved(from: string, target: string): Promise<boolean> {
  try {
    await renameSynced(from, target);
    return true;
  } catch (error) {
    if (existsSync(target)) return false;
    throw error;
  }
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
