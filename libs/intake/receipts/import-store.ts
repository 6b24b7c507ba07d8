import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ownJournal, type Journal, type JournalCopy } from '#libs/event-log';
import { IntakeError } from '../intake-error.js';
import type { Principal, Receipt } from '../port.js';
import { inRecords } from '../shared/in-records.js';
import { joined, type StorePlace } from '../shared/joined.js';
import { JournalPlace } from '../shared/journal-place.js';
import { Sentences, sentenceTable } from './sentences.js';
import { uuidOfBytes, uuidToBytes } from './uuid-bytes.js';

/** Name of the file of imports in its directory. */
export const importsFile = 'imports.sqlite';

/** What came in under one import id. An event that was sent again counts again, as a duplicate. */
export interface ImportSummary {
  readonly importId: string;
  readonly system: string;
  readonly principal: string;
  /** RFC 3339 in UTC: its first and its last receipts. */
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly accepted: number;
  readonly duplicate: number;
  readonly refused: number;
}

/** A receipt with its number within the import, from 1 in the order given out. */
export type NumberedReceipt = Receipt & { readonly seq: number };

/** Receipts by import id, kept so that a sender that lost the answer can ask again. */
export interface ImportStore {
  /**
   * Begins an import or goes on with one.
   * @throws IntakeError `intake.import-not-yours` when another credential began it.
   */
  begin(importId: string, principal: Pick<Principal, 'id' | 'system'>, at: string): Promise<void>;
  /** Adds receipts to a begun import. */
  add(importId: string, receipts: readonly Receipt[], at: string): Promise<void>;
  /** Resolves when what other processes added is seen here. */
  caughtUp(): Promise<void>;
  summary(importId: string): ImportSummary | undefined;
  /** The imports, the last begun first; of some credentials when they are named. */
  list(principals?: readonly string[]): ImportSummary[];
  /** A page of receipts; `after` = the last `seq` seen, 0 to begin. */
  receiptsOf(importId: string, after: number, limit: number): NumberedReceipt[];
  close(): void;
}

const verdicts = ['accepted', 'duplicate', 'refused'] as const;

const schema = `
  ${sentenceTable}
  CREATE TABLE IF NOT EXISTS import (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    system TEXT NOT NULL,
    principal TEXT NOT NULL,
    started_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    accepted INTEGER NOT NULL DEFAULT 0,
    duplicate INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE IF NOT EXISTS receipt (
    import INTEGER NOT NULL REFERENCES import (no),
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    sender_id TEXT,
    event_id BLOB,
    verdict INTEGER NOT NULL,
    revision INTEGER,
    ordinal INTEGER,
    reasons TEXT,
    PRIMARY KEY (import, seq)
  ) WITHOUT ROWID;`;

const summaryColumns =
  'id AS importId, system, principal, started_at AS startedAt, updated_at AS updatedAt, accepted, duplicate, refused';

interface Row {
  readonly seq: number;
  readonly position: number;
  readonly sender_id: string | null;
  readonly event_id: Buffer | null;
  readonly verdict: number;
  readonly revision: number | null;
  readonly ordinal: number | null;
  readonly reasons: string | null;
}

/** What is told of imports. */
export type ImportRecord =
  | { readonly begun: Pick<ImportSummary, 'importId' | 'system' | 'principal'> & { readonly at: string } }
  | { readonly added: { readonly importId: string; readonly at: string; readonly receipts: readonly Receipt[] } };

/** Opens the imports of a directory; the directory and the file are made when there are none. */
export function openImports({ directory }: { readonly directory: string }): ImportStore {
  const store = new SqliteImports(openFile(directory), false);
  store.journal = ownJournal(store);
  return store;
}

/** Opens the imports that several processes share; the directory has this one's copy. @throws EventLogError `log.unreachable` and others. */
export function openSharedImports({ directory, shared }: StorePlace): Promise<ImportStore> {
  return joined(new SqliteImports(openFile(directory), true), shared, 'imports');
}

function openFile(directory: string): Database.Database {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, importsFile);
  const db = new Database(path, { timeout: 10_000 });
  chmodSync(path, 0o600);
  db.pragma('journal_mode = WAL');
  // What a power cut takes can be had again: a resend gives duplicates, with their revisions.
  db.pragma('synchronous = NORMAL');
  db.exec(schema);
  return db;
}

class SqliteImports implements ImportStore, JournalCopy<ImportRecord> {
  journal!: Journal<ImportRecord>;
  readonly #sentences: Sentences;
  readonly #insert: Database.Statement<unknown[]>;
  readonly #place: JournalPlace | undefined;

  constructor(
    private readonly db: Database.Database,
    isCopy: boolean,
  ) {
    this.#sentences = new Sentences(db);
    this.#insert = db.prepare('INSERT INTO receipt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#place = isCopy ? new JournalPlace(db) : undefined;
  }

  async begin(
    importId: string,
    { id: principal, system }: Pick<Principal, 'id' | 'system'>,
    at: string,
  ): Promise<void> {
    await this.journal.add(() => {
      return this.summary(importId) ? undefined : { begun: { importId, system, principal, at } };
    });
    // Another credential of the same system may send for other reporters, who must not meet each other's receipts.
    if (this.summary(importId)!.principal === principal) return;
    throw new IntakeError('intake.import-not-yours', 'Another credential uses this import id; choose another.');
  }

  async add(importId: string, receipts: readonly Receipt[], at: string): Promise<void> {
    const parts = this.#place ? inRecords(receipts) : [receipts];
    for (const part of parts) await this.journal.add(() => ({ added: { importId, at, receipts: part } }));
  }

  caughtUp(): Promise<void> {
    return this.journal.caughtUp();
  }

  next(): number {
    return this.#place?.next() ?? 0;
  }

  take(record: ImportRecord, revision: number): void {
    const take = this.db.transaction(() => {
      if (this.#place && revision < this.#place.next()) return;
      if ('begun' in record) this.#begin(record.begun);
      else this.#add(record.added);
      this.#place?.advance(revision);
    });
    try {
      take.immediate();
    } catch (error) {
      this.#sentences.forget();
      throw error;
    }
  }

  #begin({ importId, system, principal, at }: Extract<ImportRecord, { begun: unknown }>['begun']): void {
    this.db
      .prepare('INSERT OR IGNORE INTO import (id, system, principal, started_at, updated_at) VALUES (?, ?, ?, ?, ?)')
      .run(importId, system, principal, at, at);
  }

  #add({ importId, receipts, at }: Extract<ImportRecord, { added: unknown }>['added']): void {
    const found = this.db.prepare<[string], { no: number; last: number }>(
      'SELECT no, accepted + duplicate + refused AS last FROM import WHERE id = ?',
    );
    const { no, last } = found.get(importId)!;
    const counts = { accepted: 0, duplicate: 0, refused: 0 };
    receipts.forEach((receipt, at) => {
      counts[receipt.verdict]++;
      this.#insert.run(no, last + at + 1, ...this.#columnsOf(receipt));
    });
    this.db
      .prepare(
        `UPDATE import SET updated_at = ?, accepted = accepted + ?, duplicate = duplicate + ?, refused = refused + ?
           WHERE no = ?`,
      )
      .run(at, counts.accepted, counts.duplicate, counts.refused, no);
  }

  summary(importId: string): ImportSummary | undefined {
    return this.db.prepare<[string], ImportSummary>(`SELECT ${summaryColumns} FROM import WHERE id = ?`).get(importId);
  }

  list(principals?: readonly string[]): ImportSummary[] {
    return this.db
      .prepare<unknown[], ImportSummary>(
        `SELECT ${summaryColumns} FROM import
         WHERE @principals IS NULL OR principal IN (SELECT value FROM json_each(@principals)) ORDER BY no DESC`,
      )
      .all({ principals: principals ? JSON.stringify(principals) : null });
  }

  receiptsOf(importId: string, after: number, limit: number): NumberedReceipt[] {
    return this.db
      .prepare<unknown[], Row>(
        `SELECT r.* FROM receipt r JOIN import i ON i.no = r.import WHERE i.id = ? AND r.seq > ? ORDER BY r.seq LIMIT ?`,
      )
      .all(importId, after, limit)
      .map((row) => this.#receiptOf(row));
  }

  close(): void {
    this.db.close();
  }

  #columnsOf({ index, id, eventId, verdict, revision, ordinal, refusals }: Receipt): unknown[] {
    const bytes = eventId && uuidToBytes(eventId);
    return [index, id, bytes, verdicts.indexOf(verdict), revision, ordinal, this.#sentences.write(refusals)];
  }

  #receiptOf(row: Row): NumberedReceipt {
    return {
      seq: row.seq,
      index: row.position,
      id: row.sender_id,
      eventId: row.event_id && uuidOfBytes(row.event_id),
      verdict: verdicts[row.verdict]!,
      revision: row.revision,
      ordinal: row.ordinal,
      refusals: this.#sentences.read(row.reasons),
    };
  }
}
