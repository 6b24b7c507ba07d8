import type { Problems } from './verdict.js';

/** Streams up to this number stand in an array; the numbers are dense, unless somebody changed one. */
const mostDense = 1 << 26;

/**
 * Follows the revisions of every stream through the log. One that comes too early is a gap, unless the missing one turns up later:
 * then the order was changed.
 */
export class RevisionOrder {
  /** The next revision by the number of the stream: eight bytes a stream, of which there are millions. */
  #next = new Float64Array(1024);
  readonly #nextOfOdd = new Map<number, number>();
  readonly #missing = new Map<string, { ordinal: number; stream: string; revision: number }>();

  /** @param nameOf the name of a stream, or what stands for it, by its number. */
  constructor(
    private readonly problems: Problems,
    private readonly nameOf: (streamNo: number) => string,
  ) {}

  take(at: number, streamNo: number, revision: number): void {
    const expected = this.#expected(streamNo);
    if (revision !== expected) this.#explain(at, streamNo, revision, expected);
    this.#expect(streamNo, Math.max(expected, revision + 1));
  }

  #explain(at: number, streamNo: number, revision: number, expected: number): void {
    const stream = this.nameOf(streamNo);
    for (let gone = expected; gone < Math.min(revision, expected + 1000); gone++)
      this.#missing.set(`${streamNo} ${gone}`, { ordinal: at, stream, revision: gone });
    if (revision > expected) return;
    this.#missing.delete(`${streamNo} ${revision}`);
    this.problems.add('log.order-changed', 'An event stands after a later one of its stream.', { ordinal: at, stream });
  }

  #expected(streamNo: number): number {
    return (isDense(streamNo) ? this.#next[streamNo] : this.#nextOfOdd.get(streamNo)) ?? 0;
  }

  #expect(streamNo: number, revision: number): void {
    if (!isDense(streamNo)) return void this.#nextOfOdd.set(streamNo, revision);
    if (streamNo >= this.#next.length) {
      const longer = new Float64Array(2 * streamNo);
      longer.set(this.#next);
      this.#next = longer;
    }
    this.#next[streamNo] = revision;
  }

  finish(): void {
    for (const { ordinal, stream, revision } of this.#missing.values())
      this.problems.add('log.gap', `Revision ${revision} of this stream is missing before this event.`, {
        ordinal,
        stream,
      });
  }
}

const isDense = (streamNo: number): boolean => streamNo >= 0 && streamNo < mostDense;
