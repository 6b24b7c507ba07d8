import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { copenhagenDate } from '#libs/reference';
import type { Principal, Role } from '../port.js';
import { checkTerms, type Credential, type CredentialTerms } from './credential.js';
import { hashOf, isSame, makeToken, readToken, type Random } from './secret.js';

/** Name of the file of credentials in its directory. */
export const credentialsFile = 'credentials.sqlite';

export interface CredentialStore {
  /** Makes a credential. Its token is shown this once and is kept nowhere. @throws IntakeError `intake.credential` */
  create(terms: CredentialTerms): { readonly id: string; readonly token: string };
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
  revoke(id: string): boolean;
  close(): void;
}

export interface CredentialPlace {
  readonly directory: string;
  /** Default: the system's. */
  readonly clock?: () => Date;
  readonly random?: Random;
}

interface Row {
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

/** Opens the credentials of a directory; the file is made when there is none. Several processes may hold it open. */
export function openCredentials({
  directory,
  clock = () => new Date(),
  random = randomBytes,
}: CredentialPlace): CredentialStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, credentialsFile);
  const db = new Database(path, { timeout: 10_000 });
  chmodSync(path, 0o600);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(schema);
  return new SqliteCredentials(db, clock, random);
}

class SqliteCredentials implements CredentialStore {
  readonly #find: Database.Statement<[string], Row>;
  readonly #changes: Database.Statement<[], number>;
  readonly #held = new Map<
    string,
    { readonly hash: Buffer; readonly credential: Credential; readonly principal: Principal }
  >();
  #seen = -1;

  constructor(
    private readonly db: Database.Database,
    private readonly clock: () => Date,
    private readonly random: Random,
  ) {
    this.#find = db.prepare('SELECT * FROM credential WHERE id = ?');
    this.#changes = db.prepare<[], number>('PRAGMA data_version').pluck();
  }

  create(terms: CredentialTerms): { id: string; token: string } {
    checkTerms(terms);
    const { system, reporters, roles, synthetic, expires } = terms;
    const { id, secret, token } = makeToken(this.random);
    this.db
      .prepare('INSERT INTO credential (id, hash, terms, created_at) VALUES (?, ?, ?, ?)')
      .run(
        id,
        hashOf(secret),
        JSON.stringify({ system, reporters, roles, synthetic, expires }),
        this.clock().toISOString(),
      );
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
    return this.db.prepare<[], Row>('SELECT * FROM credential ORDER BY no').all().map(credentialOf);
  }

  sendersFor({ id, system, reporters, roles }: Principal): string[] {
    const isOwn = (reporter: string): boolean => reporters.includes('*') || reporters.includes(reporter);
    const senders = this.list()
      .filter((one) => roles.includes('audit') || one.system === system)
      .filter((one) => one.reporters.every(isOwn))
      .map((one) => one.id);
    return [...new Set([id, ...senders])];
  }

  revoke(id: string): boolean {
    const { changes } = this.db
      .prepare('UPDATE credential SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?')
      .run(this.clock().toISOString(), id);
    this.#held.clear();
    return changes > 0;
  }

  close(): void {
    this.db.close();
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
    return expires === undefined || copenhagenDate(this.clock().toISOString()) <= expires;
  }
}

function credentialOf({ id, terms, created_at, revoked_at }: Row): Credential {
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

/** Opens a directory's credentials for one thing and closes them again. */
function once<T>(place: CredentialPlace, use: (store: CredentialStore) => T): T {
  const store = openCredentials(place);
  try {
    return use(store);
  } finally {
    store.close();
  }
}

/** `CredentialStore.create`, for the command line. */
export const createCredential = (options: CredentialPlace & CredentialTerms): { id: string; token: string } =>
  once(options, (store) => store.create(options));

/** `CredentialStore.list`, for the command line. */
export const listCredentials = (place: CredentialPlace): Credential[] => once(place, (store) => store.list());

/** `CredentialStore.revoke`, for the command line. */
export const revokeCredential = (place: CredentialPlace, id: string): boolean =>
  once(place, (store) => store.revoke(id));
