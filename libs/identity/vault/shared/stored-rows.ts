import type { Database, Statement } from 'better-sqlite3';
import type { Kind } from '../claim-row.js';
import { damaged } from '../vault-error.js';
import type { Row, SecretsRecord, Slice, VaultRecord } from './vault-record.js';

interface StoredRow {
  readonly id: number;
  readonly hash: Buffer;
  readonly token: Buffer;
  readonly kind: Kind;
  readonly owner: number;
  readonly content: Buffer | null;
  readonly key: Buffer | null;
}

/** Most claims in a record, and about the most characters of it: the place takes 700 000. */
const most = { rows: 2_000, characters: 500_000 };

/** The rows of a vault's file as they go into records. Everything stays sealed. */
export class StoredRows {
  readonly #from: Statement<[number, number], StoredRow>;
  readonly #last: Statement<[], number>;
  readonly #secrets: Statement<[], { name: string; sealed: Buffer }>;

  constructor(db: Database) {
    this.#from = db.prepare(
      `SELECT c.id, c.hash, c.token, c.kind, c.owner, t.sealed AS content, k.sealed AS key
         FROM claim c LEFT JOIN content t ON t.claim = c.id LEFT JOIN person_key k ON k.person = c.id
        WHERE c.id >= ? ORDER BY c.id LIMIT ?`,
    );
    this.#last = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM claim').pluck();
    this.#secrets = db.prepare('SELECT name, sealed FROM secret ORDER BY name');
  }

  /** Id of the newest claim, 0 for none. */
  last(): number {
    return this.#last.get()!;
  }

  /** The vault's own keys; null before they are made. */
  secrets(): SecretsRecord | null {
    const stored = this.#secrets.all();
    if (stored.length === 0) return null;
    return { kind: 'secrets', secrets: Object.fromEntries(stored.map(({ name, sealed }) => [name, text(sealed)])) };
  }

  /** The claims from an id on, as many as one record takes. @throws VaultError `vault.damaged` for ids with a gap. */
  from(first: number, atMost = most.rows): Slice {
    const rows: Row[] = [];
    const keys: Record<string, string> = {};
    let characters = 0;
    for (const { id, hash, token, kind, owner, content, key } of this.#from.all(first, atMost)) {
      if (id !== first + rows.length) throw damaged();
      characters += 130 + (content ? (content.length * 4) / 3 : 0);
      if (characters > most.characters && rows.length > 0) break;
      rows.push([text(hash), text(token), kind, owner, content && text(content)]);
      if (key) keys[id] = text(key);
    }
    return { first, rows, keys };
  }

  /** Whether the file holds what a record tells, contents and keys aside: those may be erased in one of the two. */
  holds(record: VaultRecord): boolean {
    if (record.kind === 'secrets') return JSON.stringify(this.secrets()) === JSON.stringify(record);
    const { rows } = this.from(record.first, record.rows.length);
    return record.rows.every(([hash, token, kind, owner], at) => {
      const [heldHash, heldToken, heldKind, heldOwner] = rows[at] ?? [];
      return hash === heldHash && token === heldToken && kind === heldKind && owner === heldOwner;
    });
  }
}

const text = (bytes: Buffer): string => bytes.toString('base64');
