import type Database from 'better-sqlite3';
import { EventLogError } from '../event-log-error.js';
import type { OpenLog, ReadLog } from '../sqlite/open.js';
import { asRequests, readStoredText } from './stored-text.js';

export interface CopyOptions {
  /** Called after each page with the events copied so far and those there are, side events among them. */
  readonly onProgress?: (progress: { readonly copied: number; readonly of: number }) => void;
  readonly signal?: AbortSignal;
}

/** A log to copy into; one whose reader shows later what it took tells when it does. */
export type CopyTarget = Pick<OpenLog, 'reader' | 'takeOver'> & { caughtUp?(): Promise<void> };

/** Counted events first, then the house's own: seals and deliveries speak of what is there before them. */
const tables = [
  { table: 'event', key: 'ordinal' },
  { table: 'side_event', key: 'no' },
] as const;

/**
 * Copies a log into another, of any engine: events as they are stored, to the byte, in the same order, so that ordinals, hashes and seal
 * heads are the same. A copy that was broken off goes on where it ended. Nobody else may write in either log meanwhile.
 * @throws EventLogError `log.differs` when the target holds what the source does not, or in another order; `log.not-whole`, and as an
 *   append does; what the signal was aborted with.
 */
export async function copyLog(
  from: Pick<ReadLog, 'reader'>,
  to: CopyTarget,
  { onProgress, signal }: CopyOptions = {},
): Promise<{ readonly events: number }> {
  const of = tables.reduce((sum, { table }) => sum + count(from.reader.db, table), 0);
  let copied = 0;
  for (const { table, key } of tables) {
    await to.caughtUp?.();
    const there = count(to.reader.db, table);
    compare(from.reader.db, to.reader.db, table, key, 0, there);
    copied += there;
    const page = from.reader.db.prepare(
      `SELECT ${key} AS key, bytes FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT 500`,
    );
    for (let after = there; ; ) {
      signal?.throwIfAborted();
      const rows = shortened(page.all(after) as Row[]);
      if (rows.length === 0) break;
      await to.takeOver(asRequests(rows.map(({ bytes }) => readStoredText(bytes))));
      after = rows.at(-1)!.key;
      copied += rows.length;
      onProgress?.({ copied, of });
    }
    await to.caughtUp?.();
    compare(from.reader.db, to.reader.db, table, key, there, count(to.reader.db, table));
    if (count(to.reader.db, table) < count(from.reader.db, table)) throw differs();
  }
  return { events: copied };
}

interface Row {
  readonly key: number;
  readonly bytes: string;
}

/** Characters taken over at once beyond the first event; the event store takes a MiB in one append. */
const most = 256 * 1024;

function shortened(rows: Row[]): Row[] {
  let length = 0;
  const end = rows.findIndex(({ bytes }, at) => (length += bytes.length) > most && at > 0);
  return end < 0 ? rows : rows.slice(0, end);
}

const count = (db: Database.Database, table: string): number =>
  db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

/** Both are dense, so the same place is the same number. */
function compare(
  from: Database.Database,
  to: Database.Database,
  table: string,
  key: string,
  after: number,
  end: number,
): void {
  const hashes = `SELECT hash FROM ${table} WHERE ${key} > ? AND ${key} <= ? ORDER BY ${key}`;
  for (let at = after; at < end; at += 10_000) {
    const upTo = Math.min(end, at + 10_000);
    const [one, other] = [from, to].map((db) => db.prepare(hashes).pluck().all(at, upTo) as Buffer[]);
    if (!other!.every((hash, index) => one![index]?.equals(hash))) throw differs();
  }
}

const differs = (): EventLogError =>
  new EventLogError(
    'log.differs',
    'The log to copy into holds events that the other one does not, or holds them in another order. Copy into a log that is empty, or that this copy was begun in.',
  );
