import type { Database } from 'better-sqlite3';

/** How long a process waits for another that is committing, in milliseconds. */
export const patience = 10_000;

/** Settings of every connection that writes the vault. */
export function setForWriting(db: Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  // Pages: 64 MB of WAL before they are copied into the file. Hashes and tokens are random, so a commit touches pages all over.
  db.pragma('wal_autocheckpoint = 16000');
  // KiB: the two indexes over them should lie in memory.
  db.pragma('cache_size = -65536');
  // What an erasure deletes is overwritten, not only unlinked.
  db.pragma('secure_delete = ON');
}

/** A copy that a power cut sets back goes on from where it stands: its commits need not wait for the disk. */
export function setForCopying(db: Database): void {
  setForWriting(db);
  db.pragma('synchronous = NORMAL');
}
