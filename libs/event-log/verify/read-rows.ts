import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';

/** An event as a table holds it; `at` is its ordinal, or its number among the side events. */
export interface Row {
  readonly at: number;
  readonly streamNo: number;
  /** Null when there is no such stream. */
  readonly stream: string | null;
  readonly revision: number;
  readonly id: Buffer;
  readonly type: string;
  readonly version: number;
  readonly recordedAt: number;
  /** Null in a side event. */
  readonly recordedMax: number | null;
  readonly bytes: Buffer;
  readonly hash: Buffer;
}

const tables = {
  event:
    'SELECT e.ordinal AS at, e.recorded_max AS recordedMax, KEPT FROM event e JOINED WHERE e.ordinal > ? ORDER BY e.ordinal',
  side_event: 'SELECT e.no AS at, NULL AS recordedMax, KEPT FROM side_event e JOINED WHERE e.no > ? ORDER BY e.no',
};
const kept = `e.stream AS streamNo, s.name AS stream, e.revision, e.id, e.type, e.version, e.recorded_at AS recordedAt,
  CAST(e.bytes AS BLOB) AS bytes, e.hash`;

/** Every row of a table in its order, page by page, so that no read transaction lasts and the process breathes between pages. */
export async function* readRows(db: Database.Database, table: keyof typeof tables): AsyncGenerator<Row[]> {
  const query = tables[table].replace('KEPT', kept).replace('JOINED', 'LEFT JOIN stream s ON s.no = e.stream');
  const page = db.prepare(`${query} LIMIT 1000`);
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = page.all(after) as Row[];
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)!.at;
    await setImmediate();
  }
}
