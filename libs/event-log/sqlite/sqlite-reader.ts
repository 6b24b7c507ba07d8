import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventLogError } from '../event-log-error.js';
import type { EventReader, StoredEvent } from '../port.js';
import type { Fingerprint, Fingerprints } from '../seals/seal.js';
import { houseUpcasters, upcastWith, type Upcast, type Upcaster } from '../upcasters.js';
import { decode } from './decode.js';
import { prepareQueries } from './queries.js';
import { checkFormat, logFile } from './schema.js';

export interface ReaderOptions {
  readonly directory: string;
  /** Default: the house's. */
  readonly upcasters?: readonly Upcaster[];
  /** Calls back when the head moved in this process, and gives what stops it; other processes are noticed by looking. */
  readonly onHead?: (listener: () => void) => () => void;
}

/** How often a foreign writer's commits are looked for, in milliseconds. */
const lookEvery = 100;

/** Reads the counted log; read-only, beside a running writer. Keeps no read transaction between calls. */
export class SqliteReader implements EventReader, Fingerprints {
  readonly db: Database.Database;
  readonly #queries: ReturnType<typeof prepareQueries>;
  readonly #upcast: Upcast;

  /** @throws EventLogError `log.not-found`, `log.format-unknown`. */
  constructor(private readonly options: ReaderOptions) {
    this.#upcast = upcastWith(options.upcasters ?? houseUpcasters);
    this.db = openForReading(options.directory);
    this.#queries = prepareQueries(this.db);
  }

  head(): number {
    return this.#queries.head.get() as number;
  }

  readAll(after: number, limit: number): StoredEvent[] {
    return this.#decoded(this.#queries.all.all(after, bounded(limit)));
  }

  readStream(stream: string, fromRevision = 0, limit = Infinity): StoredEvent[] {
    return this.#decoded(this.#queries.stream.all(stream, fromRevision, bounded(limit)));
  }

  /** The events of these ordinals, in the order asked; those that do not exist are left out. */
  readOrdinals(ordinals: readonly number[]): StoredEvent[] {
    return this.#decoded(this.#queries.ordinals.all(JSON.stringify(ordinals)));
  }

  find(id: string, stream?: string): StoredEvent[] {
    const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
    if (bytes.length !== 16) return [];
    const { byId, byIdInStream } = this.#queries;
    return this.#decoded(stream === undefined ? byId.all(bytes) : byIdInStream.all(bytes, stream));
  }

  *streams(prefix: string): IterableIterator<string> {
    for (let after = 0; ; ) {
      const page = this.#queries.streams.all({ after, prefix }) as { no: number; name: string }[];
      for (const { name } of page) yield name;
      if (page.length === 0) return;
      after = page.at(-1)!.no;
    }
  }

  /**
   * By halving: the running maximum never falls, so it needs no index.
   * @throws EventLogError `log.instant-invalid`.
   */
  ordinalAt(instant: string): number {
    const wanted = Date.parse(instant);
    if (Number.isNaN(wanted))
      throw new EventLogError('log.instant-invalid', 'This is no instant. Write it as 2026-01-31T12:00:00.000Z.');
    let [low, high] = [0, this.head()];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#queries.recordedMax.get(middle) as number) <= wanted) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  fingerprints(after: number, limit: number): Fingerprint[] {
    return this.#queries.fingerprints.all(after, bounded(limit)) as Fingerprint[];
  }

  async *tail(after: number, signal: AbortSignal, batch = 1000): AsyncIterableIterator<StoredEvent[]> {
    for (let at = after; !signal.aborted; ) {
      if (!this.db.open)
        throw new EventLogError('log.closed', 'The log was closed while it was read on; open it again.');
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
    });
  }

  #decoded(rows: unknown[]): StoredEvent[] {
    return (rows as [number, string][]).map(([ordinal, bytes]) => {
      const event = decode(bytes);
      const { stream, revision, id, type, metadata } = event;
      const { version, data } = this.#upcast(type, event.version, event.data);
      return { ordinal, stream, revision, id, type, version, data, metadata };
    });
  }

  close(): void {
    this.db.close();
  }
}

function openForReading(directory: string): Database.Database {
  const path = join(directory, logFile);
  if (!existsSync(path))
    throw new EventLogError(
      'log.not-found',
      'There is no log in this directory. Name the data directory of the server.',
    );
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    checkFormat(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

const bounded = (limit: number): number => Math.min(limit, Number.MAX_SAFE_INTEGER);
