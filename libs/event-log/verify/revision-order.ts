import type { Row } from './read-rows.js';
import type { Problems } from './verdict.js';

/**
 * Follows the revisions of every stream through the log. One that comes too early is a gap, unless the missing one turns up later:
 * then the order was changed.
 */
export class RevisionOrder {
  readonly #next = new Map<number, number>();
  readonly #missing = new Map<string, { ordinal: number; stream: string; revision: number }>();

  constructor(private readonly problems: Problems) {}

  take({ at, streamNo, stream, revision }: Row): void {
    const name = stream ?? `number ${streamNo}`;
    const expected = this.#next.get(streamNo) ?? 0;
    for (let gone = expected; gone < Math.min(revision, expected + 1000); gone++)
      this.#missing.set(`${streamNo} ${gone}`, { ordinal: at, stream: name, revision: gone });
    if (revision < expected) {
      this.#missing.delete(`${streamNo} ${revision}`);
      this.problems.add('log.order-changed', 'An event stands after a later one of its stream.', {
        ordinal: at,
        stream: name,
      });
    }
    this.#next.set(streamNo, Math.max(expected, revision + 1));
  }

  finish(): void {
    for (const { ordinal, stream, revision } of this.#missing.values())
      this.problems.add('log.gap', `Revision ${revision} of this stream is missing before this event.`, {
        ordinal,
        stream,
      });
  }
}
