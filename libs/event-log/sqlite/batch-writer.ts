import type Database from 'better-sqlite3';
import { EventLogError } from '../event-log-error.js';
import type { AppendOutcome, AppendReceipt } from '../port.js';
import { isSame, isTwin, type PreparedEvent, type PreparedRequest } from './prepared.js';
import { rowAt, type StoredRow } from './stored-row.js';

interface Head {
  readonly no: number;
  revision: number;
}

interface Held {
  readonly revision: number;
  readonly ordinal: number | null;
  readonly bytes: string;
}

/** Streams whose head is remembered, 10 MB of them; the rest are asked of the database. */
const remembered = 50_000;

/** Decides and writes requests, many in one commit. The only code that writes the log; it runs in the writer's thread. */
export class BatchWriter {
  readonly #heads = new Map<string, Head>();
  readonly #statements: ReturnType<typeof statementsOf>;
  #ordinal: number;
  #recordedMax: number;

  constructor(private readonly db: Database.Database) {
    this.#statements = statementsOf(db);
    ({ ordinal: this.#ordinal, recordedMax: this.#recordedMax } = this.#last());
  }

  /** Head of the counted log after the last commit. */
  get head(): number {
    return this.#ordinal;
  }

  /** One transaction. When it fails nothing of it stands, and nothing of it is remembered. */
  write(requests: readonly PreparedRequest[]): AppendOutcome[] {
    return this.#inTransaction(() => requests.map((request) => this.#append(request)));
  }

  /**
   * Takes events over from another log as they stand, in one transaction. The tables themselves refuse an event that is not new.
   * @throws EventLogError `log.not-whole`.
   */
  takeOver(rows: Iterable<StoredRow>): void {
    try {
      this.#inTransaction(() => {
        for (const row of rows) this.#appendAsItStands(row);
      });
    } catch (error) {
      throw (error as { code?: string }).code === 'SQLITE_CONSTRAINT_TRIGGER' ? notWhole() : error;
    }
  }

  #inTransaction<T>(work: () => T): T {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      this.#heads.clear();
      ({ ordinal: this.#ordinal, recordedMax: this.#recordedMax } = this.#last());
      throw error;
    }
  }

  #appendAsItStands(row: StoredRow): void {
    const head = this.#headOf(row) ?? this.#newStream(row.stream);
    if (row.revision !== head.revision + 1) throw notWhole();
    head.revision++;
    this.#store(head, row);
  }

  /** Decides first, writes after: a request that is refused has touched nothing. */
  #append(request: PreparedRequest): AppendOutcome {
    const head = this.#headOf(request);
    const known: (AppendReceipt | undefined)[] = [];
    const fresh = new Map<string, PreparedEvent>();
    for (const event of request.events) {
      const held = head && this.#held(request, head, event.id);
      const twin = fresh.get(event.id);
      if (held ? !isSame(held.bytes, event) : twin && !isTwin(twin, event))
        return { kind: 'conflict', eventId: event.id, revision: held?.revision ?? -1 };
      known.push(held && { id: event.id, revision: held.revision, ordinal: held.ordinal, duplicate: true });
      if (!held && !twin) fresh.set(event.id, event);
    }
    const actual = head?.revision ?? -1;
    const { expected } = request;
    if (fresh.size > 0 && expected !== 'any' && expected !== actual)
      return { kind: 'wrong-revision', expected: expected === -1 ? 'none' : expected, actual };
    return { kind: 'appended', receipts: this.#insert(request, head, known) };
  }

  #insert(request: PreparedRequest, found: Head | undefined, known: (AppendReceipt | undefined)[]): AppendReceipt[] {
    let head = found;
    const made = new Map<string, AppendReceipt>();
    return request.events.map((event, index) => {
      const before = known[index] ?? made.get(event.id);
      if (before) return { ...before, duplicate: true };
      head ??= this.#newStream(request.stream);
      head.revision++;
      const receipt = this.#store(head, rowAt(request, event, head.revision));
      made.set(event.id, receipt);
      return receipt;
    });
  }

  #store({ no }: Head, row: StoredRow): AppendReceipt {
    const { counted, revision, id, type, version, recordedAt, bytes, hash } = row;
    const { insertEvent, insertSide } = this.#statements;
    if (!counted) {
      insertSide.run(no, revision, id, type, version, recordedAt, bytes, hash);
      return { id, revision, ordinal: null, duplicate: false };
    }
    this.#ordinal++;
    this.#recordedMax = Math.max(this.#recordedMax, recordedAt);
    insertEvent.run(this.#ordinal, no, revision, id, type, version, recordedAt, this.#recordedMax, bytes, hash);
    return { id, revision, ordinal: this.#ordinal, duplicate: false };
  }

  #held({ counted }: PreparedRequest, head: Head, id: string): Held | undefined {
    const { heldEvent, heldSide } = this.#statements;
    return (counted ? heldEvent : heldSide).get(id, head.no) as Held | undefined;
  }

  #headOf({ stream, counted }: Pick<StoredRow, 'stream' | 'counted'>): Head | undefined {
    const known = this.#heads.get(stream);
    if (known) return known;
    const { streamNo, headEvent, headSide } = this.#statements;
    const no = streamNo.get(stream) as number | undefined;
    if (no === undefined) return undefined;
    const revision = ((counted ? headEvent : headSide).get(no) as number | null) ?? -1;
    return this.#remember(stream, { no, revision });
  }

  #newStream(stream: string): Head {
    const no = Number(this.#statements.insertStream.run(stream).lastInsertRowid);
    return this.#remember(stream, { no, revision: -1 });
  }

  #remember(stream: string, head: Head): Head {
    if (this.#heads.size >= remembered) this.#heads.clear();
    this.#heads.set(stream, head);
    return head;
  }

  #last(): { ordinal: number; recordedMax: number } {
    const last = this.#statements.last.get() as { ordinal: number; recordedMax: number } | undefined;
    return last ?? { ordinal: 0, recordedMax: Number.MIN_SAFE_INTEGER };
  }
}

const notWhole = (): EventLogError =>
  new EventLogError(
    'log.not-whole',
    'An event is missing in a stream, or stands in it twice: the log that is read from was truncated, or written by something else. Find out what happened to it; nothing was taken over.',
  );

/** Ids and hashes are handed over as hex: to make a buffer of each takes longer than SQLite takes to read the text. */
function statementsOf(db: Database.Database) {
  return {
    last: db.prepare('SELECT ordinal, recorded_max AS recordedMax FROM event ORDER BY ordinal DESC LIMIT 1'),
    streamNo: db.prepare('SELECT no FROM stream WHERE name = ?').pluck(),
    insertStream: db.prepare('INSERT INTO stream (no, name) VALUES ((SELECT coalesce(max(no), 0) + 1 FROM stream), ?)'),
    headEvent: db.prepare('SELECT max(revision) FROM event WHERE stream = ?').pluck(),
    headSide: db.prepare('SELECT max(revision) FROM side_event WHERE stream = ?').pluck(),
    heldEvent: db.prepare("SELECT revision, ordinal, bytes FROM event WHERE id = unhex(?, '-') AND stream = ?"),
    heldSide: db.prepare(
      "SELECT revision, NULL AS ordinal, bytes FROM side_event WHERE id = unhex(?, '-') AND stream = ?",
    ),
    insertEvent: db.prepare(
      "INSERT INTO event (ordinal, stream, revision, id, type, version, recorded_at, recorded_max, bytes, hash) VALUES (?, ?, ?, unhex(?, '-'), ?, ?, ?, ?, ?, unhex(?))",
    ),
    insertSide: db.prepare(
      "INSERT INTO side_event (no, stream, revision, id, type, version, recorded_at, bytes, hash) VALUES ((SELECT coalesce(max(no), 0) + 1 FROM side_event), ?, ?, unhex(?, '-'), ?, ?, ?, ?, unhex(?))",
    ),
  };
}
