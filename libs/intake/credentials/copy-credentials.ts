import { joined, type StorePlace } from '../shared/joined.js';
import { openFile, SqliteCredentials, type CredentialRecord, type CredentialRow } from './credential-store.js';

/** Tells the credentials of a directory to those who share; what they know already is told no more. */
export async function copyCredentials(directory: string, to: StorePlace): Promise<void> {
  const store = await joined(new SqliteCredentials(to, true), to.shared, 'credentials');
  const from = openFile(directory);
  try {
    const rows = from.prepare<[], CredentialRow>('SELECT * FROM credential ORDER BY no').all();
    for (const row of rows) for (const record of recordsOf(row)) await store.journal.add(() => store.news(record));
  } finally {
    store.close();
    from.close();
  }
}

function recordsOf({ id, hash, terms, created_at, revoked_at }: CredentialRow): CredentialRecord[] {
  const made = { made: { id, hash: hash.toString('hex'), terms, at: created_at } };
  return revoked_at === null ? [made] : [made, { revoked: { id, at: revoked_at } }];
}
