import type { Database, Statement } from 'better-sqlite3';
import { normalise } from '../cpr.js';
import type { IdentifierKind, Resolved, Sought, TokenUse, VaultReader } from '../port.js';
import { readToken, writeToken, type TokenClass } from '../token.js';
import { lookupHash } from './lookup-hash.js';
import type { PersonKeys } from './person-keys.js';
import { unseal } from './sealing.js';
import { VaultError } from './vault-error.js';

/** What a vault needs to read: the open file and its keys. */
export interface OpenVaultFile {
  readonly db: Database;
  readonly indexKey: Buffer;
  readonly personKeys: PersonKeys;
}

export type Kind = IdentifierKind | 'case' | TokenUse;

interface StoredClaim {
  readonly id: number;
  readonly kind: Kind;
  readonly owner: number;
  readonly key: Buffer | null;
  readonly sealed: Buffer | null;
}

const personKinds: readonly string[] = ['cpr', 'substitute', 'anonymous', 'person-id', 'unborn'];

/** The class of token a kind is written as. */
export function classOf(kind: Kind): TokenClass {
  if (kind === 'case') return 'case';
  return personKinds.includes(kind) ? 'person' : 'token';
}

/** What the ciphertext of a claim is bound to. */
export function boundToClaim(id: number, kind: Kind): Buffer {
  return Buffer.from(`claim:${id}:${kind}`);
}

/** Tokens resolved before other work of the process gets a turn. */
const turn = 1_000;

/** The reading half of the vault, for reading commands beside a running server. Decrypts what is asked for, nothing else. */
export class SqliteVaultReader implements VaultReader {
  readonly #byToken: Statement<[Buffer], StoredClaim>;
  readonly #byHash: Statement<[Buffer], { token: Buffer; kind: Kind }>;

  constructor(protected readonly file: OpenVaultFile) {
    this.#byToken = file.db.prepare(
      `SELECT c.id, c.kind, c.owner, k.sealed AS key, t.sealed AS sealed
         FROM claim c LEFT JOIN person_key k ON k.person = c.owner LEFT JOIN content t ON t.claim = c.id
        WHERE c.token = ?`,
    );
    this.#byHash = file.db.prepare('SELECT token, kind FROM claim WHERE hash = ?');
  }

  async resolve(tokens: readonly string[]): Promise<Resolved[]> {
    const resolved: Resolved[] = [];
    for (let from = 0; from < tokens.length; from += turn) {
      if (from > 0) await new Promise((next) => setImmediate(next));
      this.assertOpen();
      const some = tokens.slice(from, from + turn);
      resolved.push(...this.file.db.transaction(() => some.map((token) => this.#resolveOne(token)))());
    }
    return resolved;
  }

  async lookup(kind: 'cpr' | 'substitute' | 'person-id', number: string): Promise<string | undefined> {
    // A number that is none was never claimed; claim() refuses it, a question need not.
    if (normalise(number) === '') return undefined;
    return (await this.find([{ what: 'person', kind, number }]))[0];
  }

  async find(sought: readonly Sought[]): Promise<(string | undefined)[]> {
    this.assertOpen();
    return sought.map((one) => {
      const found = this.#byHash.get(lookupHash(this.file.indexKey, one));
      return found && writeToken(classOf(found.kind), found.token);
    });
  }

  async close(): Promise<void> {
    this.file.db.close();
  }

  protected assertOpen(): void {
    if (!this.file.db.open) throw new VaultError('vault.closed', 'The vault is closed. Open it again.');
  }

  #resolveOne(token: string): Resolved {
    const read = readToken(token);
    const stored = read && this.#byToken.get(read.bytes);
    if (!stored || classOf(stored.kind) !== read.what) return { state: 'unknown' };
    if (!stored.key) {
      this.file.personKeys.forget(stored.owner);
      return { state: 'erased' };
    }
    if (stored.kind === 'unborn') return { state: 'known', kind: 'unborn', value: '' };
    if (!stored.sealed) return { state: 'erased' };
    const key = this.file.personKeys.open(stored.owner, stored.key);
    const value = unseal(key, stored.sealed, boundToClaim(stored.id, stored.kind)).toString('utf8');
    return { state: 'known', kind: stored.kind, value };
  }
}
