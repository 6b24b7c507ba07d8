import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';

/** An event as a table holds it; `at` is its ordinal, or its number among the side events. */
export interface Row {
  readonly at: number;
  readonly streamNo: number;
  /** Null when there is no such stream. */
  readonly stream: string | null;
  readonly revision: number;
  readonly id: unknown;
  readonly type: string;
  readonly version: number;
  readonly recordedAt: number;
  readonly bytes: Buffer;
  readonly hash: unknown;
}

const kept = `e.stream AS streamNo, s.name AS stream, e.revision, e.id, e.type, e.version, e.recorded_at AS recordedAt,
  CAST(e.bytes AS BLOB) AS bytes, e.hash`;
const named = 'LEFT JOIN stream s ON s.no = e.stream';

/** The house's own streams, page by page, so that no read transaction lasts and the process breathes between pages. */
export async function* readSideEvents(db: Database.Database): AsyncGenerator<Row[]> {
  const page = db.prepare(
    `SELECT e.no AS at, ${kept} FROM side_event e ${named} WHERE e.no > ? ORDER BY e.no LIMIT 1000`,
  );
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = page.all(after) as Row[];
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)!.at;
    await setImmediate();
  }
}

/** One event of the counted log, for a close look; undefined where the file is so damaged that it is not found again. */
export function eventAt(db: Database.Database, ordinal: number): Row | undefined {
  const one = db.prepare(`SELECT e.ordinal AS at, ${kept} FROM event e ${named} WHERE e.ordinal = ?`);
  return one.get(ordinal) as Row | undefined;
}
