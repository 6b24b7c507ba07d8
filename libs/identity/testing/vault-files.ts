import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { vaultFile } from '../vault/open-vault.js';

/** A connection that knows nothing of the house. */
export const foreign = (directory: string): Database.Database => new Database(join(directory, vaultFile));

/** Forgets a person as an erasure does: the key goes, all else stays. `nth` = which of the persons claimed, from 1. */
export function erasePerson(directory: string, nth: number): void {
  const db = foreign(directory);
  const id = db
    .prepare('SELECT person FROM person_key ORDER BY person LIMIT 1 OFFSET ?')
    .pluck()
    .get(nth - 1);
  db.prepare('DELETE FROM person_key WHERE person = ?').run(id);
  db.close();
}

/** The bytes of every file of the vault: the file itself, its WAL and its index. */
export function rawBytes(directory: string): Map<string, Buffer> {
  return new Map(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name))]));
}

/** Commits that lie in the WAL: a frame that ends one tells the size of the database after it. */
export function commitsInWal(directory: string): number {
  const wal = readFileSync(join(directory, `${vaultFile}-wal`));
  const frame = 24 + wal.readUInt32BE(8);
  let commits = 0;
  for (let at = 32; at < wal.length; at += frame) if (wal.readUInt32BE(at + 4) > 0) commits++;
  return commits;
}
