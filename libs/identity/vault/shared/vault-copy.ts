import type { Database, Statement } from 'better-sqlite3';
import type { JournalCopy, SharedPlace } from '#libs/event-log';
import { guarded } from '../failure.js';
import { VaultError } from '../vault-error.js';
import { StoredRows } from './stored-rows.js';
import { differs, incomplete, newerRecord } from './shared-errors.js';
import type { ClaimsRecord, KeysValue, SecretsRecord, VaultRecord } from './vault-record.js';

/**
 * A process's copy of the vault, in a file of the same form. It takes each record with its place in one commit. The keys of persons lie beside
 * the journal: a copy fetches them as they are when it takes the record, so who was erased before stays erased.
 */
export class VaultCopy implements JournalCopy<VaultRecord> {
  readonly #stored: StoredRows;
  readonly #next: Statement<[], number>;
  readonly #insert: Record<'record' | 'secret' | 'key' | 'content' | 'claim', Statement>;
  /** The newest record held was seen in the journal: so both are of one vault, since each record was added to one state. */
  #isOfJournal: boolean;
  #made: { readonly name: string; readonly keys: KeysValue } | undefined;

  constructor(
    readonly db: Database,
    private readonly shared: Pick<SharedPlace, 'get'>,
  ) {
    this.#stored = new StoredRows(db);
    this.#next = db.prepare<[], number>('SELECT coalesce(max(revision) + 1, 0) FROM journal').pluck();
    this.#insert = {
      record: db.prepare('INSERT INTO journal (revision, first, keys) VALUES (?, ?, ?)'),
      secret: db.prepare('INSERT INTO secret (name, sealed) VALUES (?, ?)'),
      key: db.prepare('INSERT INTO person_key (person, sealed) VALUES (?, ?)'),
      content: db.prepare('INSERT INTO content (claim, sealed) VALUES (?, ?)'),
      claim: db.prepare('INSERT INTO claim (id, hash, token, kind, owner) VALUES (?, ?, ?, ?, ?)'),
    };
    this.#isOfJournal = this.#next.get() === 0;
  }

  /** Asked for the first time, the record before: it must stand in the journal too. */
  next(): number {
    return this.#held() - (this.#isOfJournal ? 0 : 1);
  }

  async take(record: VaultRecord, revision: number): Promise<void> {
    const held = this.#held();
    if (revision < held) return this.#compare(record);
    if (revision > held) throw incomplete();
    if (record.kind !== 'secrets' && record.kind !== 'claims') throw newerRecord();
    const keys = record.kind === 'claims' ? await this.#keysOf(record) : {};
    this.#assertOpen();
    const commit = this.db.transaction(() => {
      // Two processes on one file do no harm: one of them takes the record.
      if (this.#held() !== revision) return;
      if (record.kind === 'secrets') this.#takeSecrets(record);
      else this.#takeClaims(record, keys);
      this.#insert.record.run(revision, 'first' in record ? record.first : 0, 'keys' in record ? record.keys : null);
    });
    guarded(() => commit.immediate());
  }

  /** Called once the journal was read. @throws VaultError `vault.differs`. */
  assertOfJournal(): void {
    if (!this.#isOfJournal) throw differs();
  }

  /** Keys that this process has put for a record it is about to add; they need not be fetched. */
  remember(name: string, keys: KeysValue): void {
    this.#made = { name, keys };
  }

  #held(): number {
    this.#assertOpen();
    return guarded(() => this.#next.get()!);
  }

  #assertOpen(): void {
    if (!this.db.open) throw new VaultError('vault.closed', 'The vault is closed. Open it again.');
  }

  #compare(record: VaultRecord): void {
    if (this.#isOfJournal) return;
    if (!guarded(() => this.#stored.holds(record))) throw differs();
    this.#isOfJournal = true;
  }

  async #keysOf({ keys: name }: ClaimsRecord): Promise<KeysValue> {
    if (name === null) return {};
    if (this.#made?.name === name) return this.#made.keys;
    const keys = await this.shared.get(name);
    if (typeof keys !== 'object' || keys === null) throw incomplete();
    return keys as KeysValue;
  }

  #takeSecrets({ secrets }: SecretsRecord): void {
    for (const [name, sealed] of Object.entries(secrets)) this.#insert.secret.run(name, bytes(sealed));
  }

  #takeClaims({ first, rows }: ClaimsRecord, keys: KeysValue): void {
    if (first !== this.#stored.last() + 1) throw differs();
    for (const [at, [hash, token, kind, owner, content]] of rows.entries()) {
      const id = first + at;
      const key = keys[id];
      if (key !== undefined) this.#insert.key.run(id, bytes(key));
      if (content !== null) this.#insert.content.run(id, bytes(content));
      this.#insert.claim.run(id, bytes(hash), bytes(token), kind, owner);
    }
  }
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
