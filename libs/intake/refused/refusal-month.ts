import Database from 'better-sqlite3';
import { Sentences, sentenceTable } from '../receipts/sentences.js';
import { uuidOfBytes, uuidToBytes } from '../receipts/uuid-bytes.js';
import { JournalPlace } from '../shared/journal-place.js';
import type { RefusedEvent } from './refused-event.js';

interface Row {
  readonly seq: number;
  readonly at: string;
  readonly system: string;
  readonly principal: string;
  readonly sender_id: string | null;
  readonly event_id: Buffer | null;
  readonly reasons: string;
}

const schema = `
  ${sentenceTable}
  CREATE TABLE IF NOT EXISTS refusal (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    system TEXT NOT NULL,
    principal TEXT NOT NULL,
    sender_id TEXT,
    event_id BLOB,
    reasons TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS refusal_event ON refusal (event_id) WHERE event_id IS NOT NULL;`;

/** The refusals of one month: one SQLite file, removed as a whole. */
export class RefusalMonth {
  readonly #db: Database.Database;
  readonly #sentences: Sentences;
  readonly #insert: Database.Statement<unknown[]>;
  readonly #byEvent: Database.Statement<[Buffer], Row>;
  readonly #page: Database.Statement<unknown[], Row>;
  /** Where several processes share the refusals. */
  readonly place: JournalPlace | undefined;

  constructor(path: string, isCopy: boolean) {
    this.#db = new Database(path, { timeout: 10_000 });
    this.#db.pragma('journal_mode = WAL');
    // A refusal that a power cut takes is one the sender gets again when it resends.
    this.#db.pragma('synchronous = NORMAL');
    this.#db.exec(schema);
    this.place = isCopy ? new JournalPlace(this.#db) : undefined;
    this.#sentences = new Sentences(this.#db);
    this.#insert = this.#db.prepare(
      'INSERT INTO refusal (at, system, principal, sender_id, event_id, reasons) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#byEvent = this.#db.prepare('SELECT * FROM refusal WHERE event_id = ? ORDER BY seq');
    this.#page = this.#db.prepare(
      `SELECT * FROM refusal WHERE seq > @after AND (@principals IS NULL OR principal IN (SELECT value FROM json_each(@principals)))
       ORDER BY seq LIMIT @limit`,
    );
  }

  /** What was added under this revision of the journal already is not added again. */
  add(events: readonly RefusedEvent[], revision: number): void {
    const write = this.#db.transaction(() => {
      if (this.place && revision < this.place.next()) return;
      for (const { at, system, principal, id, eventId, refusals } of events) {
        const reasons = this.#sentences.write(refusals);
        this.#insert.run(at, system, principal, id, eventId && uuidToBytes(eventId), reasons);
      }
      this.place?.advance(revision);
    });
    try {
      write.immediate();
    } catch (error) {
      this.#sentences.forget();
      throw error;
    }
  }

  find(eventId: string): RefusedEvent[] {
    return this.#byEvent.all(uuidToBytes(eventId)).map((row) => this.#eventOf(row));
  }

  list(after: number, limit: number, principals?: readonly string[]): (RefusedEvent & { seq: number })[] {
    const named = principals ? JSON.stringify(principals) : null;
    return this.#page.all({ after, limit, principals: named }).map((row) => ({ seq: row.seq, ...this.#eventOf(row) }));
  }

  count(): number {
    return this.#db.prepare('SELECT count(*) FROM refusal').pluck().get() as number;
  }

  close(): void {
    this.#db.close();
  }

  #eventOf({ at, system, principal, sender_id, event_id, reasons }: Row): RefusedEvent {
    const eventId = event_id && uuidOfBytes(event_id);
    return { at, system, principal, id: sender_id, eventId, refusals: this.#sentences.read(reasons) };
  }
}
