import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { RowQuery, RowReader, RowVersion } from '../port.js';
import { cursor, cursorOf } from './cursor.js';

interface Stored {
  readonly no: number;
  readonly kind: string;
  readonly key: string;
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
  'v.no, v.kind, t.key, v.ordinal, v.gone, v.reporter, w.case_key, w.person, v.date, v.until, v.place, v.body';
/** The versions of some table `v` first, each with its thing and whose it is looked up by number: CROSS JOIN keeps to that order. */
const joined = 'CROSS JOIN thing t ON t.no = v.thing CROSS JOIN whose w ON w.no = v.whose';
/** Of each thing the version with the largest ordinal up to one; nothing where the thing is gone. */
const asOfThen = 'v.gone = 0 AND v.ordinal = (SELECT max(ordinal) FROM version WHERE thing = v.thing AND ordinal <= ?)';
const pageSize = 1000;

/** Reads one projection's file; every page is a read transaction of its own. */
export class SqliteRowReader implements RowReader {
  readonly #prepared = new Map<string, Database.Statement>();

  constructor(private readonly db: Database.Database) {}

  checkpoint(): number {
    return this.#sql('SELECT ordinal FROM checkpoint').pluck().get() as number;
  }

  page(query: RowQuery, limit: number, after?: string): { rows: RowVersion[]; next: string | null } {
    const { where, values } = conditions(query, query.asOf ?? this.checkpoint());
    const from = after === undefined ? [] : cursorOf(after);
    if (from.length) where.push('(v.date, v.place, t.key) > (?, ?, ?)');
    const sql = `SELECT ${columns} FROM version v ${joined} WHERE ${where.join(' AND ')} ORDER BY v.date, v.place, t.key LIMIT ?`;
    // One more than asked for tells whether there is a next page.
    const rows = this.#sql(sql).all(...values, ...from, limit + 1) as Stored[];
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      rows: rows.slice(0, limit).map(versionOf),
      next: last ? cursor([last.date, last.place, last.key]) : null,
    };
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

  /** From one reporter to the next by the index: as many steps as there are reporters. */
  reporters(kind: string): string[] {
    const sql = this.#sql(
      'SELECT reporter FROM version WHERE kind = ? AND reporter > ? ORDER BY reporter LIMIT 1',
    ).pluck();
    const found = this.#sql("SELECT '' FROM version WHERE kind = ? AND reporter = '' LIMIT 1")
      .pluck()
      .all(kind) as string[];
    for (let last = ''; ; ) {
      const next = sql.get(kind, last) as string | undefined;
      if (next === undefined) return found;
      found.push((last = next));
    }
  }

  history(kind: string, key: string): RowVersion[] {
    const sql = `SELECT ${columns} FROM version v ${joined} WHERE v.thing = (SELECT no FROM thing WHERE kind = ? AND key = ?) ORDER BY v.ordinal`;
    return (this.#sql(sql).all(kind, key) as Stored[]).map(versionOf);
  }

  *changes(from: number, to: number): IterableIterator<RowVersion> {
    const sql = `SELECT ${columns} FROM version v ${joined} WHERE (v.ordinal, v.kind, t.key) > (?, ?, ?) AND v.ordinal <= ? ORDER BY v.ordinal, v.kind, t.key LIMIT ${pageSize}`;
    for (let after: [number, string, string] = [from + 1, '', '']; ; ) {
      const rows = this.#sql(sql).all(...after, to) as Stored[];
      for (const row of rows) yield versionOf(row);
      if (rows.length < pageSize) return;
      const { ordinal, kind, key } = rows.at(-1)!;
      after = [ordinal, kind, key];
    }
  }

  about(kind: string, eventId: string, asOf = this.checkpoint()): RowVersion[] {
    const sql = `SELECT ${columns} FROM about a CROSS JOIN version v ON v.thing = a.thing ${joined} WHERE a.event = ? AND v.kind = ? AND ${asOfThen} ORDER BY v.date, v.place, t.key`;
    return (this.#sql(sql).all(eventId, kind, asOf) as Stored[]).map(versionOf);
  }

  /** Equal for rebuild and live: keys, not the order of writing, decide the order of rows. */
  digest(asOf = this.checkpoint()): string {
    const hash = createHash('sha256');
    // A row as one text, each column ended by a sign that none holds: what JSON writes has no control characters, the rest are our own ids and days.
    const sql = this.#sql(
      `SELECT concat_ws(char(0), v.kind, t.key, v.reporter, w.case_key, w.person, v.date, v.until, v.place, v.body, ''), t.kind, t.key
      FROM thing t CROSS JOIN version v ON v.thing = t.no AND v.ordinal = (SELECT max(ordinal) FROM version WHERE thing = t.no AND ordinal <= ?)
      CROSS JOIN whose w ON w.no = v.whose WHERE v.gone = 0 AND (t.kind, t.key) > (?, ?) ORDER BY t.kind, t.key LIMIT ${pageSize}`,
    ).raw();
    for (let [kind, key] = ['', '']; ; ) {
      const rows = sql.all(asOf, kind, key) as [text: string, kind: string, key: string][];
      hash.update(rows.map(([text]) => text).join(''));
      if (rows.length < pageSize) return hash.digest('hex');
      [, kind, key] = rows.at(-1)!;
    }
  }

  #sql(sql: string): Database.Statement {
    let statement = this.#prepared.get(sql);
    if (!statement) this.#prepared.set(sql, (statement = this.db.prepare(sql)));
    return statement;
  }
}

/**
 * A query for a person, a case or a key goes by that index: the plus keeps SQLite from the indexes that give the order of pages, which it
 * would prefer to a short sort.
 */
function conditions(query: RowQuery, asOf: number): { where: string[]; values: unknown[] } {
  const { kind, reporter, caseKey, person, key, keyHead, from, to, on } = query;
  const few = [caseKey, person, key, keyHead].some((one) => one !== undefined) ? '+' : '';
  const where = [`${few}v.kind = ?`, asOfThen];
  const values: unknown[] = [kind, asOf];
  const add = (condition: string, ...given: unknown[]): void => void (where.push(condition), values.push(...given));
  if (reporter !== undefined) add(`${few}v.reporter = ?`, reporter);
  if (caseKey !== undefined) add('v.whose IN (SELECT no FROM whose WHERE case_key = ?)', caseKey);
  if (person !== undefined) add('v.whose IN (SELECT no FROM whose WHERE person = ?)', person);
  if (key !== undefined) add('v.thing = (SELECT no FROM thing WHERE kind = ? AND key = ?)', kind, key);
  if (keyHead !== undefined) add(`v.thing IN (${headed})`, kind, keyHead, `${keyHead}:`, `${keyHead};`);
  if (from !== undefined) add('v.date >= ?', from);
  if (to !== undefined) add('v.date <= ?', to);
  if (on !== undefined) add("v.date <= ? AND (v.until = '' OR v.until > ?)", on, on);
  return { where, values };
}

const headed = 'SELECT no FROM thing WHERE kind = ? AND (key = ? OR key > ? AND key < ?)';

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
