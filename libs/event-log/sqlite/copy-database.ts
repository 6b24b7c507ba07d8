import Database from 'better-sqlite3';

/** Pages copied between two turns of the process. */
const pages = 2_000;

/** Copies any SQLite file as it stands into a new one, while others may write it: SQLite begins anew at each commit unless one moment is held. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const db = new Database(from, { readonly: true, timeout: 10_000 });
  try {
    db.exec('BEGIN; SELECT count(*) FROM sqlite_master;');
    await db.backup(to, { progress: () => pages });
  } finally {
    db.close();
  }
}
