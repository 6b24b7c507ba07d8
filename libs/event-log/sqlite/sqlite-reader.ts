import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventLogError } from '../event-log-error.js';
import type { EventReader, StoredEvent } from '../port.js';
import { houseUpcasters, upcastWith, type Upcaster } from '../upcasters.js';
import { decode, type Encoded } from './decode.js';
import { checkFormat, logFile } from './schema.js';

export interface ReaderOptions {
  readonly directory: string;
  readonly upcasters?: readonly Upcaster[];
  /** Calls back when the head moved in this process; other processes are noticed by looking. */
  readonly onHead?: (listener: () => void) => () => void;
}

const columns = 'e.ordinal, e.bytes, e.hash';
/** How often a foreign writer's commits are looked for, in milliseconds. */
const lookEvery = 100;

/** Reads the counted log; read-only, beside a running writer. */
export class SqliteReader implements EventReader {
  readonly db: Database.Database;
  readonly #statements: ReturnType<typeof statementsOf>;
  readonly #upcast: ReturnType<typeof upcastWith>;

  constructor(private readonly options: ReaderOptions) {
    const path = join(options.directory, logFile);
    if (!existsSync(path))
      throw new EventLogError(
        'log.not-found',
        'There is no log in this directory. Name the data directory of the server.',
      );
    this.db = new Database(path, { readonly: true, fileMustExist: true, timeout: 10_000 });
    checkFormat(this.db);
    this.#statements = statementsOf(this.db);
    this.#upcast = upcastWith(options.upcasters ?? houseUpcasters);
  }

  head(): number {
    return (this.#statements.head.get() as number | null) ?? 0;
  }

  readAll(after: number, limit: number): StoredEvent[] {
    return this.#decoded(this.#statements.all.all(after, limit));
  }

  readStream(stream: string, fromRevision = 0, limit = Number.MAX_SAFE_INTEGER): StoredEvent[] {
    return this.#decoded(this.#statements.stream.all(stream, fromRevision, limit));
  }

  /** The events of these ordinals, in the order asked; those that do not exist are left out. */
  readOrdinals(ordinals: readonly number[]): StoredEvent[] {
    return this.#decoded(
      ordinals.map((ordinal) => this.#statements.one.get(ordinal)).filter((row) => row !== undefined),
    );
  }

  find(id: string, stream?: string): StoredEvent[] {
    const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
    if (bytes.length !== 16) return [];
    const { byId, byIdInStream } = this.#statements;
    return this.#decoded(stream === undefined ? byId.all(bytes) : byIdInStream.all(bytes, stream));
  }

  *streams(prefix: string): IterableIterator<string> {
    for (let after = 0; ; ) {
      const page = this.#statements.streams.all(after, prefix) as { no: number; name: string }[];
      for (const { name } of page) yield name;
      if (page.length === 0) return;
      after = page.at(-1)!.no;
    }
  }

  /** By halving: `recorded_max` never falls, so no index has to be kept for it. */
  ordinalAt(instant: string): number {
    let [low, high] = [0, this.head()];
    const wanted = new Date(instant).toISOString();
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#statements.recordedMax.get(middle) as string) <= wanted) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Hashes of the events after an ordinal, in order: what seals are made of. */
  hashes(after: number, limit: number): Buffer[] {
    return this.#statements.hashes.all(after, limit) as Buffer[];
  }

  async *tail(after: number, signal: AbortSignal, batch = 1000): AsyncIterableIterator<StoredEvent[]> {
    for (let at = after; !signal.aborted; ) {
      const events = this.readAll(at, batch);
      if (events.length > 0) {
        at = events.at(-1)!.ordinal;
        yield events;
      } else await this.#moved(signal);
    }
  }

  /** Until the head may have moved: told at once within the process, else looked for. */
  #moved(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        stop?.();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, lookEvery);
      const stop = this.options.onHead?.(done);
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });
  }

  #decoded(rows: unknown[]): StoredEvent[] {
    return (rows as (Encoded & { ordinal: number })[]).map((row) => {
      const event = decode(row);
      return { ...event, ...this.#upcast(event.type, event.version, event.data), ordinal: row.ordinal };
    });
  }

  close(): void {
    this.db.close();
  }
}

function statementsOf(db: Database.Database) {
  return {
    head: db.prepare('SELECT max(ordinal) FROM event').pluck(),
    all: db.prepare(`SELECT ${columns} FROM event e WHERE e.ordinal > ? ORDER BY e.ordinal LIMIT ?`),
    one: db.prepare(`SELECT ${columns} FROM event e WHERE e.ordinal = ?`),
    stream: db.prepare(
      `SELECT ${columns} FROM event e WHERE e.stream = (SELECT no FROM stream WHERE name = ?) AND e.revision >= ? ORDER BY e.revision LIMIT ?`,
    ),
    byId: db.prepare(`SELECT ${columns} FROM event e WHERE e.id = ? ORDER BY e.ordinal`),
    byIdInStream: db.prepare(
      `SELECT ${columns} FROM event e WHERE e.id = ? AND e.stream = (SELECT no FROM stream WHERE name = ?)`,
    ),
    streams: db.prepare(
      `SELECT no, name FROM stream WHERE no > ?1 AND substr(name, 1, length(?2)) = ?2 AND EXISTS (SELECT 1 FROM event WHERE stream = no) ORDER BY no LIMIT 1000`,
    ),
    recordedMax: db.prepare('SELECT recorded_max FROM event WHERE ordinal = ?').pluck(),
    hashes: db.prepare('SELECT hash FROM event WHERE ordinal > ? ORDER BY ordinal LIMIT ?').pluck(),
  };
}
