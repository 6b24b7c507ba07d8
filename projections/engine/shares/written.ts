import type { Change, RowWriter } from '../rows/row-writer.js';

interface Event {
  readonly ordinal: number;
  readonly changes: readonly Change[];
}

/**
 * Changes that a share holds until it has a file for itself: several threads write to each, in turn. A share begins with another file
 * than its neighbour, so that they seldom wait.
 */
export class Written {
  readonly #held: Map<RowWriter, Event[]>;

  constructor(writers: readonly RowWriter[], share: number) {
    const first = (share * 3) % (writers.length || 1);
    this.#held = new Map([...writers.slice(first), ...writers.slice(0, first)].map((writer) => [writer, []]));
  }

  add(writer: RowWriter, ordinal: number, changes: readonly Change[]): void {
    this.#held.get(writer)!.push({ ordinal, changes });
  }

  /** Writes what is held, of whole children. */
  write(): void {
    for (const [writer, events] of this.#held) {
      if (events.length === 0) continue;
      writer.db.exec('BEGIN EXCLUSIVE');
      for (const { ordinal, changes } of events) writer.write(ordinal, changes);
      writer.db.exec('COMMIT');
      writer.forget();
      events.length = 0;
    }
  }
}
