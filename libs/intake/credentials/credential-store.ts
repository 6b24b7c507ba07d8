import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ownJournal, type Journal, type JournalCopy } from '#libs/event-log';
import { copenhagenDate } from '#libs/reference';
import type { Principal, Role } from '../port.js';
import { joined, type StorePlace } from '../shared/joined.js';
import { JournalPlace } from '../shared/journal-place.js';
import { checkTerms, type Credential, type CredentialTerms } from './credential.js';
import { hashOf, isSame, makeToken, readToken, type Random } from './secret.js';

/** Name of the file of credentials in its directory. */
export const credentialsFile = 'credentials.sqlite';

export interface CredentialStore {
  /** Makes a credential. Its token is shown this once and is kept nowhere. @throws IntakeError `intake.credential` */
  create(terms: CredentialTerms): Promise<{ readonly id: string; readonly token: string }>;
  /** Who holds the token; undefined when there is no such token, or it is expired or revoked. */
  authenticate(token: string): Principal | undefined;
  /** Every credential, revoked ones too, in the order they were made. */
  list(): Credential[];
  /**
   * The credentials whose imports and refusals a principal may ask for: of its own system (of any for the role `audit`), when each of
   * their reporters is its own, so that one municipality learns nothing of another whose cases lie in the same system.
   */
  sendersFor(who: Principal): string[];
  /** Answers false when there is none of that id; revoking twice keeps the first time. */
  revoke(id: string): Promise<boolean>;
  close(): void;
}

export interface CredentialPlace {
  readonly directory: string;
  /** Default: the system's. */
  readonly clock?: () => Date;
  readonly random?: Random;
}

/** What is told of credentials; of a token its hash only. */
export type CredentialRecord =
  | {
      readonly made: { readonly id: string; readonly hash: string; readonly terms: string; readonly at: string };
    }
  | { readonly revoked: { readonly id: string; readonly at: string } };

export interface CredentialRow {
  readonly id: string;
  readonly hash: Buffer;
  readonly terms: string;
  readonly created_at: string;
  readonly revoked_at: string | null;
}

const schema = `
  CREATE TABLE IF NOT EXISTS credential (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    hash BLOB NOT NULL,
    terms TEXT NOT NULL,
    created_at TEXT NOT NULL,
    revoked_at TEXT
  );`;

/** Compared with when there is no such id, so that the answer takes as long. */
const nobody = Buffer.alloc(32);

/** Milliseconds after which what other processes made or revoked is known here at the latest, while the place can be reached. */
const lookEvery = 1_000;

/** Opens the credentials of a directory; the file is made when there is none. Several processes may hold it open. */
export function openCredentials(place: CredentialPlace): CredentialStore {
  const store = new SqliteCredentials(place, false);
  store.journal = ownJournal(store);
  return store;
}

/**
 * Opens the credentials that several processes share; the directory has this one's copy. What another process makes or revokes counts here
 * within a second; while the place cannot be reached, what was known last counts. @throws EventLogError `log.unreachable` and others.
 */
export async function openSharedCredentials(place: CredentialPlace & StorePlace): Promise<CredentialStore> {
  const store = await joined(new SqliteCredentials(place, true), place.shared, 'credentials');
  store.follow(lookEvery);
  return store;
}

/** Made by the openers above, or by who tells one directory's credentials to others. */
export class SqliteCredentials implements CredentialStore, JournalCopy<CredentialRecord> {
  journal!: Journal<CredentialRecord>;
  readonly #db: Database.Database;
  readonly #clock: () => Date;
  readonly #random: Random;
  readonly #place: JournalPlace | undefined;
  readonly #find: Database.Statement<[string], CredentialRow>;
  readonly #changes: Database.Statement<[], number>;
  readonly #held = new Map<
    string,
    { readonly hash: Buffer; readonly credential: Credential; readonly principal: Principal }
  >();
  #seen = -1;
  #following: NodeJS.Timeout | undefined;

  constructor({ directory, clock = () => new Date(), random = randomBytes }: CredentialPlace, isCopy: boolean) {
    this.#clock = clock;
    this.#random = random;
    this.#db = openFile(directory);
    this.#place = isCopy ? new JournalPlace(this.#db) : undefined;
    this.#find = this.#db.prepare('SELECT * FROM credential WHERE id = ?');
    this.#changes = this.#db.prepare<[], number>('PRAGMA data_version').pluck();
  }

  async create(terms: CredentialTerms): Promise<{ id: string; token: string }> {
    checkTerms(terms);
    const { system, reporters, roles, synthetic, expires } = terms;
    const { id, secret, token } = makeToken(this.#random);
    const [hash, at] = [hashOf(secret).toString('hex'), this.#clock().toISOString()];
    const text = JSON.stringify({ system, reporters, roles, synthetic, expires });
    await this.journal.add(() => ({ made: { id, hash, terms: text, at } }));
    return { id, token };
  }

  authenticate(token: string): Principal | undefined {
    const parts = readToken(token);
    if (!parts) return undefined;
    this.#forgetWhenChanged();
    const held = this.#holder(parts.id);
    const same = isSame(hashOf(parts.secret), held?.hash ?? nobody);
    return same && held && this.#isGood(held.credential) ? held.principal : undefined;
  }

  list(): Credential[] {
    return this.#db.prepare<[], CredentialRow>('SELECT * FROM credential ORDER BY no').all().map(credentialOf);
  }

  sendersFor({ id, system, reporters, roles }: Principal): string[] {
    const isOwn = (reporter: string): boolean => reporters.includes('*') || reporters.includes(reporter);
    const senders = this.list()
      .filter((one) => roles.includes('audit') || one.system === system)
      .filter((one) => one.reporters.every(isOwn))
      .map((one) => one.id);
    return [...new Set([id, ...senders])];
  }

  async revoke(id: string): Promise<boolean> {
    await this.journal.caughtUp();
    let known = false;
    await this.journal.add(() => {
      known = this.#find.get(id) !== undefined;
      return this.news({ revoked: { id, at: this.#clock().toISOString() } });
    });
    return known;
  }

  next(): number {
    return this.#place?.next() ?? 0;
  }

  take(record: CredentialRecord, revision: number): void {
    const take = this.#db.transaction(() => {
      if (this.#place && revision < this.#place.next()) return;
      if ('made' in record) this.#make(record.made);
      else this.#revoke(record.revoked);
      this.#place?.advance(revision);
    });
    take.immediate();
    this.#held.clear();
  }

  /** The record, if it tells what is not known here. */
  news(record: CredentialRecord): CredentialRecord | undefined {
    if ('made' in record) return this.#find.get(record.made.id) ? undefined : record;
    return this.#find.get(record.revoked.id)?.revoked_at === null ? record : undefined;
  }

  /** Looks for what other processes told, now and then. */
  follow(every: number): void {
    this.#following = setInterval(() => void this.journal.caughtUp().catch(() => undefined), every).unref();
  }

  close(): void {
    clearInterval(this.#following);
    this.#db.close();
  }

  #make({ id, hash, terms, at }: Extract<CredentialRecord, { made: unknown }>['made']): void {
    this.#db
      .prepare('INSERT INTO credential (id, hash, terms, created_at) VALUES (?, ?, ?, ?)')
      .run(id, Buffer.from(hash, 'hex'), terms, at);
  }

  #revoke({ id, at }: { readonly id: string; readonly at: string }): void {
    this.#db.prepare('UPDATE credential SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL').run(at, id);
  }

  /** Another process may have revoked one: its commit changes SQLite's data version, which costs a microsecond to ask. */
  #forgetWhenChanged(): void {
    const version = this.#changes.get()!;
    if (version !== this.#seen) this.#held.clear();
    this.#seen = version;
  }

  /** Only ids that exist are held, so that made-up ones fill no memory. */
  #holder(id: string) {
    const held = this.#held.get(id);
    if (held) return held;
    const row = this.#find.get(id);
    if (!row) return undefined;
    const credential = credentialOf(row);
    const { system, reporters, roles, synthetic } = credential;
    const found = { hash: row.hash, credential, principal: Object.freeze({ id, system, reporters, roles, synthetic }) };
    this.#held.set(id, found);
    return found;
  }

  #isGood({ revokedAt, expires }: Credential): boolean {
    if (revokedAt !== null) return false;
    return expires === undefined || copenhagenDate(this.#clock().toISOString()) <= expires;
  }
}

export function openFile(directory: string): Database.Database {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, credentialsFile);
  const db = new Database(path, { timeout: 10_000 });
  chmodSync(path, 0o600);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(schema);
  return db;
}

function credentialOf({ id, terms, created_at, revoked_at }: CredentialRow): Credential {
  const { system, reporters, roles, synthetic, expires } = JSON.parse(terms) as CredentialTerms & { roles: Role[] };
  return {
    id,
    system,
    reporters,
    roles,
    synthetic,
    ...(expires && { expires }),
    createdAt: created_at,
    revokedAt: revoked_at,
  };
}
