import type { Database } from 'better-sqlite3';

/** How long a process waits for another that is committing, in milliseconds. */
export const patience = 10_000;

/** Claims that are answered from memory where nothing else is said: 15 MB. */
export const usualClaims = 50_000;

/** Keys of persons that are kept open where nothing else is said: 3 MB. */
export const usualKeys = 10_000;

/** KiB: the upper pages of the two indexes over random hashes and tokens, and what was asked for of late. */
const cachedPages = 32_768;

/** KiB of pages and keys of persons for the second reader: the upper pages of a vault of ten million claims, and no more, since memory matters. */
export const [secondPages, secondKeys] = [12_288, 1_000];

/** Settings of every connection. @param pages KiB of them that are kept. */
export function setForReading(db: Database, pages = cachedPages): void {
  db.pragma(`cache_size = -${pages}`);
}

/** Settings of every connection that writes the vault. */
export function setForWriting(db: Database): void {
  setForReading(db);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  // Pages: 64 MB of WAL before they are copied into the file. Hashes and tokens are random, so a commit touches pages all over.
  db.pragma('wal_autocheckpoint = 16000');
  // What an erasure deletes is overwritten, not only unlinked.
  db.pragma('secure_delete = ON');
}

/** A copy that a power cut sets back goes on from where it stands: its commits need not wait for the disk. */
export function setForCopying(db: Database): void {
  setForWriting(db);
  db.pragma('synchronous = NORMAL');
}
