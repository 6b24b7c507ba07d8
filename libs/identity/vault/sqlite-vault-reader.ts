import type { Database, Statement } from 'better-sqlite3';
import { normalise } from '../cpr.js';
import type { Resolved, Sought, VaultReader } from '../port.js';
import { readToken, writeToken } from '../token.js';
import type { LookupHash } from './lookup-hash.js';
import { storedKeyLength, type PersonKeys } from './person-keys.js';
import { backUpVault } from './back-up-vault.js';
import { boundToClaim, classOf, type Kind } from './claim-row.js';
import { unseal } from './sealing.js';
import { SecondReader } from './second-reader.js';
import type { ThreadStart } from './start-thread.js';
import { guarded } from './failure.js';
import { VaultError } from './vault-error.js';

/** What a vault needs to read: the open file and its keys. */
export interface OpenVaultFile {
  readonly db: Database;
  readonly lookupHash: LookupHash;
  readonly personKeys: PersonKeys;
  /** For threads of its own. */
  readonly start: ThreadStart;
}

interface StoredClaim {
  readonly id: number;
  readonly kind: Kind;
  readonly owner: number;
  /** Hash, the owner's key and the content in one text of hex: three short buffers take longer than all else here. Empty without key or content. */
  readonly bytes: string;
}

/** Bytes of a claim's hash. */
const hashLength = 32;

/** Tokens resolved before other work of the process gets a turn. */
const turn = 1_000;

/** Tokens of a turn from which a second thread opens half of them, and how many are asked for in such turns before it is started. */
const [worthSharing, secondAfter] = [500, 10_000];

/** The reading half of the vault, for reading commands beside a running server. Decrypts what is asked for, nothing else. */
export class SqliteVaultReader implements VaultReader {
  readonly #byToken: Statement<[Buffer], StoredClaim>;
  readonly #byHash: Statement<[Buffer], { token: Buffer; kind: Kind }>;
  readonly #holds: Statement<[Buffer], Kind>;
  readonly #second: SecondReader;
  #asked = 0;
  protected isClosing = false;

  constructor(protected readonly file: OpenVaultFile) {
    this.#byToken = file.db.prepare(
      `SELECT c.id, c.kind, c.owner, hex(c.hash || k.sealed || t.sealed) AS bytes
         FROM claim c LEFT JOIN person_key k ON k.person = c.owner LEFT JOIN content t ON t.claim = c.id
        WHERE c.token = ?`,
    );
    this.#byHash = file.db.prepare('SELECT token, kind FROM claim WHERE hash = ?');
    this.#holds = file.db.prepare<[Buffer], Kind>('SELECT kind FROM claim WHERE token = ?').pluck();
    this.#second = new SecondReader(file.start);
  }

  async resolve(tokens: readonly string[]): Promise<Resolved[]> {
    return this.#inTurns(tokens, (some) => this.#resolveTurn(some));
  }

  /** What some tokens stand for, at one moment of the vault, with this thread alone. */
  resolveHere(tokens: readonly string[]): Resolved[] {
    return this.#atOnce(tokens, (token) => this.#resolveOne(token));
  }

  async missing(tokens: readonly string[]): Promise<string[]> {
    const held = await this.#inTurns(tokens, (some) => this.#atOnce(some, (token) => this.#holdsOne(token)));
    return tokens.filter((_, at) => !held[at]);
  }

  async lookup(kind: 'cpr' | 'substitute' | 'person-id', number: string): Promise<string | undefined> {
    // A number that is none was never claimed; claim() refuses it, a question need not.
    if (normalise(number) === '') return undefined;
    return (await this.find([{ what: 'person', kind, number }]))[0];
  }

  async find(sought: readonly Sought[]): Promise<(string | undefined)[]> {
    this.assertOpen();
    const hashes = sought.map((one) => Buffer.from(this.file.lookupHash(one), 'latin1'));
    return guarded(() =>
      hashes.map((hash) => {
        const found = this.#byHash.get(hash);
        return found && writeToken(classOf(found.kind), found.token);
      }),
    );
  }

  /**
   * Copies the vault as it stands into a new file, while it is in use. The copy opens with the same master key.
   * @throws VaultError `vault.backup-exists`.
   */
  async backupTo(path: string): Promise<void> {
    this.assertOpen();
    await backUpVault(this.file.db.name, path);
  }

  async close(): Promise<void> {
    this.isClosing = true;
    await this.#second.close();
    this.file.db.close();
  }

  protected assertOpen(): void {
    if (this.isClosing || !this.file.db.open)
      throw new VaultError('vault.closed', 'The vault is closed. Open it again.');
  }

  async #inTurns<T>(
    tokens: readonly string[],
    ask: (some: readonly string[]) => readonly T[] | Promise<readonly T[]>,
  ): Promise<T[]> {
    const answers: T[] = [];
    for (let from = 0; from < tokens.length; from += turn) {
      if (from > 0) await new Promise((next) => setImmediate(next));
      this.assertOpen();
      answers.push(...(await ask(tokens.slice(from, from + turn))));
    }
    return answers;
  }

  /** Ciphers are what takes the time: of many tokens a second thread opens half. */
  async #resolveTurn(tokens: readonly string[]): Promise<Resolved[]> {
    if (tokens.length < worthSharing || (this.#asked += tokens.length) < secondAfter) return this.resolveHere(tokens);
    const half = tokens.length >> 1;
    const there = this.#second.resolve(tokens.slice(half));
    const here = (async () => this.resolveHere(tokens.slice(0, half)))();
    return (await Promise.all([here, there])).flat();
  }

  #atOnce<T>(tokens: readonly string[], ask: (token: string) => T): T[] {
    return guarded(() => this.file.db.transaction(() => tokens.map(ask))());
  }

  #holdsOne(token: string): boolean {
    const read = readToken(token);
    const kind = read && this.#holds.get(read.bytes);
    return kind !== undefined && classOf(kind) === read?.what;
  }

  #resolveOne(token: string): Resolved {
    const read = readToken(token);
    const stored = read && this.#byToken.get(read.bytes);
    if (!stored || classOf(stored.kind) !== read.what) return { state: 'unknown' };
    const { id, kind, owner } = stored;
    if (stored.bytes === '') {
      this.file.personKeys.forget(owner);
      return { state: 'erased' };
    }
    const bytes = Buffer.from(stored.bytes, 'hex');
    const [keyEnd, hash] = [hashLength + storedKeyLength, bytes.subarray(0, hashLength)];
    const key = this.file.personKeys.open(owner, bytes.subarray(hashLength, keyEnd));
    const bound = boundToClaim({ id, kind, token: read.bytes, hash });
    const value = unseal(key, bytes.subarray(keyEnd), bound).toString('utf8');
    return { state: 'known', kind, value };
  }
}
