import type { Database } from 'better-sqlite3';

/** What work on the database would bring about; nothing of it stays. */
export function rehearsed<T>(db: Database, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    return work();
  } finally {
    // Some failures have taken it back already.
    if (db.inTransaction) db.exec('ROLLBACK');
  }
}
