import type { StoredRow } from '../sqlite/stored-row.js';
import type { LogNames } from './names.js';
import { fromStore } from './store-event.js';
import { readRecord, type StoreRecord } from './store-record.js';

const nothing = Buffer.alloc(0);

/** What the first answer makes room for: most looks at the end of the log find none. */
const leastBytes = 64 * 1024;

/** The server's answers to a reading of `$all`, as they came over the wire, one behind the other in one piece of memory. */
export class Answers {
  /** @param bytes of which they fill the beginning. @param ends where each of them ends. */
  constructor(
    public bytes: Buffer = nothing,
    readonly ends: number[] = [],
  ) {}

  add(answer: Buffer): void {
    const from = this.ends.at(-1) ?? 0;
    const end = from + answer.length;
    if (end > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(leastBytes, 2 * end));
      this.bytes.copy(larger, 0, 0, from);
      this.bytes = larger;
    }
    this.bytes.set(answer, from);
    this.ends.push(end);
  }

  /** The last that is an event. @throws EventLogError `log.damaged`. */
  get last(): StoreRecord | null {
    for (let at = this.ends.length - 1; at >= 0; at--) {
      const record = this.#at(at);
      if (record) return record;
    }
    return null;
  }

  /**
   * The log's events among them, side events too, in order, each checked.
   * @throws EventLogError `log.damaged`, `log.not-whole`.
   */
  *rows(names: LogNames): Generator<StoredRow> {
    for (let at = 0; at < this.ends.length; at++) {
      const record = this.#at(at);
      const stream = record && names.inLog(record.streamId);
      if (stream !== null) yield fromStore(record!, stream);
    }
  }

  #at(at: number): StoreRecord | null {
    return readRecord(this.bytes.subarray(this.ends[at - 1] ?? 0, this.ends[at]));
  }
}
