import type Database from 'better-sqlite3';

/** An event of a stream as the replica holds it; side events have no ordinal. */
export interface HeldEvent {
  readonly revision: number;
  readonly ordinal: number | null;
  readonly bytes: string;
}

/** The newest event of either kind, by which a replica finds its place in the log again. */
export interface NewestEvent {
  readonly stream: string;
  readonly revision: number;
  readonly hash: Buffer;
}

/** What a writer asks of a replica: where streams stand, and which events they hold. */
export class ReplicaView {
  readonly #statements: ReturnType<typeof statementsOf>;
  /** Numbers of streams that are there. */
  readonly #numbers = new Map<string, number>();

  constructor(db: Database.Database) {
    this.#statements = statementsOf(db);
  }

  /** Revision of the newest event of a stream, -1 for none. */
  head(stream: string, counted: boolean): number {
    const { headEvent, headSide } = this.#statements;
    return ((counted ? headEvent : headSide).get(this.#numberOf(stream)) as number | null) ?? -1;
  }

  held(stream: string, id: string, counted: boolean): HeldEvent | undefined {
    const { heldEvent, heldSide } = this.#statements;
    const idBytes = Buffer.from(id.replaceAll('-', ''), 'hex');
    return (counted ? heldEvent : heldSide).get(idBytes, this.#numberOf(stream)) as HeldEvent | undefined;
  }

  /** Null for none; a stream keeps its number. */
  #numberOf(stream: string): number | null {
    const known = this.#numbers.get(stream);
    if (known !== undefined) return known;
    const number = this.#statements.numberOf.get(stream) as number | undefined;
    if (number === undefined) return null;
    if (this.#numbers.size >= remembered) this.#numbers.clear();
    this.#numbers.set(stream, number);
    return number;
  }

  /** The newest counted event and the newest side event, as far as there are. */
  newest(): NewestEvent[] {
    const { newestEvent, newestSide } = this.#statements;
    return [newestEvent.get(), newestSide.get()].filter((one) => one !== undefined) as NewestEvent[];
  }
}

/** Streams whose number is remembered. */
const remembered = 100_000;

function statementsOf(db: Database.Database) {
  const newest = (table: string, key: string) =>
    db.prepare(
      `SELECT s.name AS stream, e.revision, e.hash FROM ${table} e JOIN stream s ON s.no = e.stream ORDER BY e.${key} DESC LIMIT 1`,
    );
  return {
    numberOf: db.prepare('SELECT no FROM stream WHERE name = ?').pluck(),
    headEvent: db.prepare(`SELECT max(revision) FROM event WHERE stream = ?`).pluck(),
    headSide: db.prepare(`SELECT max(revision) FROM side_event WHERE stream = ?`).pluck(),
    heldEvent: db.prepare(`SELECT revision, ordinal, bytes FROM event WHERE id = ? AND stream = ?`),
    heldSide: db.prepare(`SELECT revision, NULL AS ordinal, bytes FROM side_event WHERE id = ? AND stream = ?`),
    newestEvent: newest('event', 'ordinal'),
    newestSide: newest('side_event', 'no'),
  };
}
