import { createHash, type Hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** What is wrong with a log, by a stable code, and where. */
export interface LogProblem {
  readonly code:
    | 'log.hash-mismatch'
    | 'log.order-changed'
    | 'log.gap'
    | 'log.stream-missing'
    | 'log.column-mismatch'
    | 'log.seal-mismatch'
    | 'log.tail-cut-off'
    | 'log.not-found';
  readonly ordinal?: number;
  readonly stream?: string;
  readonly sentence: string;
}

export interface LogVerdict {
  readonly events: number;
  readonly seals: number;
  readonly problems: readonly LogProblem[];
  /** Up to this ordinal a change would be found by a seal; what lies after is not yet protected. */
  readonly protectedTo: number;
}

export interface VerifyOptions {
  /** A seal head kept elsewhere. */
  readonly anchor?: { readonly to: number; readonly root: string };
  readonly onProgress?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

interface EventRow {
  readonly ordinal: number;
  readonly stream: number;
  readonly name: string | null;
  readonly revision: number;
  readonly id: Buffer;
  readonly type: string;
  readonly bytes: Buffer;
  readonly hash: Buffer;
}

interface SealData {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly root: string;
  readonly previous: string;
}

const mostProblems = 1000;

/**
 * Checks a log's file from its bytes alone. It shares no code with what writes the log: its own queries, its own hashing, its own
 * chain, so that a fault there is not a fault here.
 */
export function verifyLog(directory: string, options: VerifyOptions = {}): LogVerdict {
  const path = join(directory, 'log.sqlite');
  if (!existsSync(path)) {
    const sentence = 'There is no log in this directory.';
    return { events: 0, seals: 0, protectedTo: 0, problems: [{ code: 'log.not-found', sentence }] };
  }
  const db = new Database(path, { readonly: true });
  try {
    return new Verification(db, options).run();
  } finally {
    db.close();
  }
}

class Verification {
  private readonly problems: LogProblem[] = [];
  private readonly nextRevision = new Map<number, number>();
  private events = 0;

  constructor(
    private readonly db: Database.Database,
    private readonly options: VerifyOptions,
  ) {}

  run(): LogVerdict {
    const seals = this.checkSide();
    const { anchor } = this.options;
    const last = this.checkEvents(seals);
    this.checkStreams();
    for (const seal of seals) if (seal.to > last) this.cutOff(last, seal.to);
    if (anchor && anchor.to > last) this.cutOff(last, anchor.to);
    const protectedTo = Math.max(0, ...seals.map(({ to }) => to), anchor?.to ?? 0);
    return {
      events: this.events,
      seals: seals.length,
      problems: this.problems,
      protectedTo: Math.min(protectedTo, last),
    };
  }

  private problem(code: LogProblem['code'], sentence: string, where: { ordinal?: number; stream?: string } = {}): void {
    if (this.problems.length < mostProblems) this.problems.push({ code, sentence, ...where });
  }

  private cutOff(last: number, to: number): void {
    this.problem('log.tail-cut-off', `Sealed up to ${to}, but the log ends at ${last}.`, { ordinal: last + 1 });
  }

  /** Walks the counted log once; the last ordinal found. */
  private checkEvents(seals: readonly SealData[]): number {
    const total = this.db.prepare('SELECT count(*) FROM event').pluck().get() as number;
    const roots = new Map<number, string[]>();
    const expect = (to: number, root: string): void => void roots.set(to, [...(roots.get(to) ?? []), root]);
    for (const seal of seals) expect(seal.to, seal.root);
    if (this.options.anchor) expect(this.options.anchor.to, this.options.anchor.root);
    let chain = Buffer.alloc(32);
    let last = 0;
    for (const row of this.rows('event', 'ordinal')) {
      if (this.options.signal?.aborted) break;
      if (row.ordinal !== last + 1) this.gap(last + 1, row.ordinal - 1);
      last = row.ordinal;
      this.checkRow(row);
      chain = sha256().update(chain).update(sha256().update(row.bytes).digest()).digest() as Buffer<ArrayBuffer>;
      for (const root of roots.get(last) ?? []) this.checkRoot(root, chain, last);
      this.events++;
      if (this.events % 50_000 === 0) this.options.onProgress?.(this.events, total);
    }
    return last;
  }

  private gap(from: number, to: number): void {
    this.problem('log.gap', `Events ${from} to ${to} are missing.`, { ordinal: from });
  }

  private checkRoot(root: string, chain: Buffer, to: number): void {
    if (root === chain.toString('hex')) return;
    this.problem(
      'log.seal-mismatch',
      `What was sealed up to ${to} is not what lies there: something in it was changed, moved or lost.`,
      { ordinal: to },
    );
  }

  private checkRow(row: EventRow): void {
    const where = { ordinal: row.ordinal, ...(row.name !== null && { stream: row.name }) };
    if (!sha256().update(row.bytes).digest().equals(row.hash)) {
      this.problem('log.hash-mismatch', 'The stored bytes of this event do not have its hash.', where);
    }
    if (row.name === null) this.problem('log.stream-missing', 'The stream of this event is missing.', where);
    this.checkColumns(row, where);
    const expected = this.nextRevision.get(row.stream) ?? 0;
    if (row.revision < expected)
      this.problem('log.order-changed', 'An event stands after a later one of its stream.', where);
    if (row.revision > expected)
      this.problem('log.order-changed', `Revision ${expected} of the stream is missing before this event.`, where);
    this.nextRevision.set(row.stream, Math.max(expected, row.revision + 1));
  }

  private checkColumns(row: EventRow, where: { ordinal: number; stream?: string }): void {
    let told: { stream?: unknown; revision?: unknown; id?: unknown; type?: unknown } = {};
    try {
      told = JSON.parse(row.bytes.toString('utf8')) as typeof told;
    } catch {
      return this.problem('log.hash-mismatch', 'The stored bytes of this event are not JSON.', where);
    }
    const same =
      (row.name === null || told.stream === row.name) &&
      told.revision === row.revision &&
      told.type === row.type &&
      String(told.id).replaceAll('-', '') === row.id.toString('hex');
    if (!same)
      this.problem('log.column-mismatch', 'A column of this event says something else than its stored bytes.', where);
  }

  /** A name without a single event, counted or not: its events were taken out. */
  private checkStreams(): void {
    const empty = this.db
      .prepare(
        'SELECT name FROM stream s WHERE NOT EXISTS (SELECT 1 FROM event WHERE stream = s.no) AND NOT EXISTS (SELECT 1 FROM side_event WHERE stream = s.no)',
      )
      .pluck()
      .all() as string[];
    for (const stream of empty)
      this.problem('log.stream-missing', 'Every event of this stream is missing.', { stream });
  }

  /** The house's own streams, seals among them, by the same measures; and each seal's claim about itself. */
  private checkSide(): SealData[] {
    const seals: SealData[] = [];
    for (const row of this.rows('side_event', 'no')) {
      this.checkRow(row);
      if (row.name !== 'seal-log') continue;
      const seal = (JSON.parse(row.bytes.toString('utf8')) as { data: SealData }).data;
      const before = seals.at(-1);
      const follows = seal.from === (before?.to ?? 0) + 1 && seal.previous === (before?.root ?? '0'.repeat(64));
      if (!follows || seal.count !== seal.to - seal.from + 1) {
        this.problem('log.seal-mismatch', `The seal up to ${seal.to} does not follow the one before it.`, {
          stream: 'seal-log',
        });
      }
      seals.push(seal);
    }
    this.nextRevision.clear();
    return seals;
  }

  private *rows(table: 'event' | 'side_event', key: string): Generator<EventRow> {
    const query = this.db.prepare(
      `SELECT e.${key} AS ordinal, e.stream, s.name, e.revision, e.id, e.type, CAST(e.bytes AS BLOB) AS bytes, e.hash
       FROM ${table} e LEFT JOIN stream s ON s.no = e.stream WHERE e.${key} > ? ORDER BY e.${key} LIMIT 2000`,
    );
    for (let after = -1; ; ) {
      const page = query.all(after) as EventRow[];
      yield* page;
      if (page.length === 0) return;
      after = page.at(-1)!.ordinal;
    }
  }
}

const sha256 = (): Hash => createHash('sha256');
