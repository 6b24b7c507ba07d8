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

  constructor(db: Database.Database) {
    this.#statements = statementsOf(db);
  }

  /** Revision of the newest event of a stream, -1 for none. */
  head(stream: string, counted: boolean): number {
    const { headEvent, headSide } = this.#statements;
    return ((counted ? headEvent : headSide).get(stream) as number | null) ?? -1;
  }

  held(stream: string, id: string, counted: boolean): HeldEvent | undefined {
    const { heldEvent, heldSide } = this.#statements;
    return (counted ? heldEvent : heldSide).get(Buffer.from(id.replaceAll('-', ''), 'hex'), stream) as
      | HeldEvent
      | undefined;
  }

  /** The newest counted event and the newest side event, as far as there are. */
  newest(): NewestEvent[] {
    const { newestEvent, newestSide } = this.#statements;
    return [newestEvent.get(), newestSide.get()].filter((one) => one !== undefined) as NewestEvent[];
  }
}

const numberOf = '(SELECT no FROM stream WHERE name = ?)';

function statementsOf(db: Database.Database) {
  const newest = (table: string, key: string) =>
    db.prepare(
      `SELECT s.name AS stream, e.revision, e.hash FROM ${table} e JOIN stream s ON s.no = e.stream ORDER BY e.${key} DESC LIMIT 1`,
    );
  return {
    headEvent: db.prepare(`SELECT max(revision) FROM event WHERE stream = ${numberOf}`).pluck(),
    headSide: db.prepare(`SELECT max(revision) FROM side_event WHERE stream = ${numberOf}`).pluck(),
    heldEvent: db.prepare(`SELECT revision, ordinal, bytes FROM event WHERE id = ? AND stream = ${numberOf}`),
    heldSide: db.prepare(
      `SELECT revision, NULL AS ordinal, bytes FROM side_event WHERE id = ? AND stream = ${numberOf}`,
    ),
    newestEvent: newest('event', 'ordinal'),
    newestSide: newest('side_event', 'no'),
  };
}
