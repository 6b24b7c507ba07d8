import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { copyDatabase, type SharedPlace } from '#libs/event-log';
import { credentialsFile, openSharedCredentials } from '../credentials/credential-store.js';
import { importsFile, openSharedImports } from '../receipts/import-store.js';
import { openSharedRefusals, refusalsFile } from '../refused/refusal-store.js';

/**
 * Makes the files of a directory that shares with nobody out of what processes share: credentials, receipts, refusals. The workplace gets copies,
 * which catch up first. @throws EventLogError `log.unreachable` and others.
 */
export async function embedStores(workplace: string, shared: SharedPlace, directory: string): Promise<void> {
  const place = { directory: workplace, shared };
  for (const open of [openSharedCredentials, openSharedImports, openSharedRefusals]) (await open(place)).close();
  await embedStoreFiles(workplace, directory);
}

/** Copies the files of credentials, receipts and refusals as they stand, while they may be written; of a journal nothing is left in them. */
export async function embedStoreFiles(from: string, to: string): Promise<void> {
  for (const name of readdirSync(from).filter(isStoreFile)) await embed(join(from, name), join(to, name));
}

const isStoreFile = (name: string): boolean =>
  name === credentialsFile || name === importsFile || refusalsFile.test(name);

async function embed(from: string, to: string): Promise<void> {
  await copyDatabase(from, to);
  const copy = new Database(to);
  copy.exec('DROP TABLE IF EXISTS journal');
  copy.close();
}
