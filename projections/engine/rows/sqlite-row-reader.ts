import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { RowQuery, RowReader, RowVersion } from '../port.js';

interface Stored {
  readonly thing: number;
  readonly key: string;
  readonly kind: string;
  readonly ordinal: number;
  readonly gone: number;
  readonly reporter: string;
  readonly case_key: string;
  readonly person: string;
  readonly date: string;
  readonly until: string;
  readonly place: number;
  readonly body: string;
}

const columns =
  'v.thing, t.key, v.kind, v.ordinal, v.gone, v.reporter, v.case_key, v.person, v.date, v.until, v.place, v.body';
const pageSize = 2000;

/** Reads one projection's file; every page is a read transaction of its own. */
export class SqliteRowReader implements RowReader {
  readonly #prepared = new Map<string, Database.Statement>();

  constructor(private readonly db: Database.Database) {}

  checkpoint(): number {
    return this.#sql('SELECT ordinal FROM checkpoint').pluck().get() as number;
  }

  page(query: RowQuery, limit: number, after?: string): { rows: RowVersion[]; next: string | null } {
    const { where, values } = conditions(query, query.asOf ?? this.checkpoint());
    const from = after === undefined ? undefined : cursorOf(after);
    if (from) where.push('(v.date, v.place, v.thing) > (?, ?, ?)');
    const sql = `SELECT ${columns} FROM version v JOIN thing t ON t.no = v.thing WHERE ${where.join(' AND ')} ORDER BY v.date, v.place, v.thing LIMIT ?`;
    const rows = this.#sql(sql).all(...values, ...(from ?? []), limit) as Stored[];
    const last = rows.length === limit ? rows.at(-1)! : undefined;
    return { rows: rows.map(versionOf), next: last ? cursor([last.date, last.place, last.thing]) : null };
  }

  *rows(query: RowQuery): IterableIterator<RowVersion> {
    const fixed = { ...query, asOf: query.asOf ?? this.checkpoint() };
    for (let after: string | undefined; ; ) {
      const { rows, next } = this.page(fixed, pageSize, after);
      yield* rows;
      if (next === null) return;
      after = next;
    }
  }

  history(kind: string, key: string): RowVersion[] {
    const sql = `SELECT ${columns} FROM version v JOIN thing t ON t.no = v.thing WHERE t.kind = ? AND t.key = ? ORDER BY v.ordinal`;
    return (this.#sql(sql).all(kind, key) as Stored[]).map(versionOf);
  }

  *changes(from: number, to: number): IterableIterator<RowVersion> {
    const sql = `SELECT ${columns} FROM version v JOIN thing t ON t.no = v.thing WHERE v.ordinal > ? AND v.ordinal <= ? ORDER BY v.ordinal, v.kind, t.key`;
    for (const row of this.#sql(sql).all(from, to) as Stored[]) yield versionOf(row);
  }

  /** Equal for rebuild and live: keys, not the order of writing, decide the order of rows. */
  digest(asOf = this.checkpoint()): string {
    const hash = createHash('sha256');
    const sql = `SELECT ${columns} FROM version v JOIN thing t ON t.no = v.thing
      WHERE (t.kind, t.key) > (?, ?) AND v.gone = 0 AND v.ordinal = (SELECT max(ordinal) FROM version WHERE thing = v.thing AND ordinal <= ?)
      ORDER BY t.kind, t.key LIMIT ${pageSize}`;
    for (let [kind, key] = ['', '']; ; ) {
      const rows = this.#sql(sql).all(kind, key, asOf) as Stored[];
      for (const row of rows) {
        const { case_key, person, date, until, place, body, reporter } = row;
        hash.update(JSON.stringify([row.kind, row.key, reporter, case_key, person, date, until, place, body]));
      }
      if (rows.length < pageSize) return hash.digest('hex');
      ({ kind, key } = rows.at(-1)!);
    }
  }

  #sql(sql: string): Database.Statement {
    let statement = this.#prepared.get(sql);
    if (!statement) this.#prepared.set(sql, (statement = this.db.prepare(sql)));
    return statement;
  }
}

/** As of an ordinal: of each thing the version with the largest ordinal up to it. */
function conditions(query: RowQuery, asOf: number): { where: string[]; values: unknown[] } {
  const where = [
    'v.kind = ?',
    'v.gone = 0',
    'v.ordinal = (SELECT max(ordinal) FROM version WHERE thing = v.thing AND ordinal <= ?)',
  ];
  const values: unknown[] = [query.kind, asOf];
  const add = (condition: string, ...given: unknown[]): void => void (where.push(condition), values.push(...given));
  if (query.reporter !== undefined) add('v.reporter = ?', query.reporter);
  if (query.caseKey !== undefined) add('v.case_key = ?', query.caseKey);
  if (query.person !== undefined) add('v.person = ?', query.person);
  if (query.key !== undefined) add('t.key = ?', query.key);
  if (query.from !== undefined) add('v.date >= ?', query.from);
  if (query.to !== undefined) add('v.date <= ?', query.to);
  if (query.on !== undefined) add("v.date <= ? AND (v.until = '' OR v.until > ?)", query.on, query.on);
  return { where, values };
}

type Cursor = readonly [date: string, place: number, thing: number];

const cursor = (at: Cursor): string => Buffer.from(JSON.stringify(at)).toString('base64url');

/** @throws RangeError when the text is no cursor of ours. */
export function cursorOf(text: string): Cursor {
  try {
    const at = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Cursor;
    if (Array.isArray(at) && at.length === 3 && typeof at[0] === 'string' && at.slice(1).every(Number.isInteger))
      return at;
  } catch {
    // Said below.
  }
  throw new RangeError('not a cursor');
}

const versionOf = (row: Stored): RowVersion => ({
  kind: row.kind,
  key: row.key,
  reporter: row.reporter,
  caseKey: row.case_key,
  person: row.person,
  date: row.date,
  until: row.until,
  order: row.place,
  body: JSON.parse(row.body) as RowVersion['body'],
  ordinal: row.ordinal,
  gone: row.gone === 1,
});
