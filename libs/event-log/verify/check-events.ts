import type Database from 'better-sqlite3';
import { checkRow } from './check-row.js';
import type { SealCheck } from './check-seals.js';
import { lookAhead, threadsFor } from './look-ahead.js';
import { numbersOfRow } from './quick-rows.js';
import { eventAt } from './read-rows.js';
import { RevisionOrder } from './revision-order.js';
import type { Problems } from './verdict.js';

/** Walks the counted log once, as it is now. */
export async function checkEvents(
  db: Database.Database,
  seals: SealCheck,
  problems: Problems,
  onPage: (done: number, of: number) => void,
): Promise<void> {
  const count = db.prepare('SELECT count(*) FROM event').pluck().get() as number;
  const head = (db.prepare('SELECT max(ordinal) FROM event').pluck().get() as number | null) ?? 0;
  const walk = new Walk(db, seals, problems);
  let done = 0;
  for await (const { count: rows, numbers, hashes, odd } of lookAhead(db, head, threadsFor(count))) {
    let nextOdd = 0;
    for (let row = 0; row < rows; row++) {
      const from = numbersOfRow * row;
      const isOdd = odd[nextOdd] === row;
      if (isOdd) nextOdd++;
      walk.step(numbers, from, hashes, isOdd ? -1 : 32 * row);
    }
    onPage((done += rows), Math.max(count, done));
  }
  walk.finish();
}

/** What must be seen of all events in their order. */
class Walk {
  readonly #order: RevisionOrder;
  #last = 0;
  #recordedMax = -Infinity;

  constructor(
    private readonly db: Database.Database,
    private readonly seals: SealCheck,
    private readonly problems: Problems,
  ) {
    this.#order = new RevisionOrder(problems, (no) => nameOf(db, no));
  }

  /** @param hash where the row's hash stands in `hashes`; -1 = the row is odd and must be looked at closely. */
  step(numbers: Float64Array, from: number, hashes: Uint8Array, hash: number): void {
    const [at, recordedMax, streamNo, revision] = [
      numbers[from]!,
      numbers[from + 1]!,
      numbers[from + 2]!,
      numbers[from + 3]!,
    ];
    if (at !== this.#last + 1)
      this.problems.add('log.gap', `Events ${this.#last + 1} to ${at - 1} are missing.`, { ordinal: this.#last + 1 });
    this.#last = at;
    const own = hash < 0 ? this.#closely(at) : undefined;
    // What is no number is no place in an order; its column was found wrong.
    if (!Number.isNaN(streamNo + revision)) this.#order.take(at, streamNo, revision);
    this.#checkRecordedMax(at, recordedMax, numbers[from + 4]!);
    this.seals.take(at, revision, own ?? hashes, own ? 0 : hash);
  }

  /** After the last event. */
  finish(): void {
    this.#order.finish();
    this.seals.finish();
  }

  /** The hash of the bytes of an event that was not seen to be right. */
  #closely(at: number): Uint8Array {
    const row = eventAt(this.db, at);
    if (row?.stream === null)
      this.problems.add('log.stream-missing', 'The stream of this event is missing.', { ordinal: at });
    if (row) return Buffer.from(checkRow(row, whereOf(at, row.stream), this.problems).hash, 'hex');
    this.problems.add('log.file-damaged', 'This event is not where the table says it is.', { ordinal: at });
    return Buffer.alloc(32);
  }

  /** `recorded_max` is the running maximum of `recordedAt`, by which an instant becomes an ordinal. */
  #checkRecordedMax(at: number, recordedMax: number, recordedAt: number): void {
    const before = this.#recordedMax;
    if (recordedMax === Math.max(before, recordedAt)) return void (this.#recordedMax = recordedMax);
    const where = whereOf(at, eventAt(this.db, at)?.stream ?? null);
    if (recordedMax < before)
      this.problems.add('log.order-changed', 'The running maximum of the recorded time falls at this event.', where);
    else
      this.problems.add(
        'log.column-mismatch',
        'The running maximum of the recorded time is wrong at this event.',
        where,
      );
    // Goes on from what the column says: one wrong value is one problem.
    if (recordedMax > before) this.#recordedMax = recordedMax;
  }
}

const whereOf = (ordinal: number, stream: string | null) => ({ ordinal, ...(stream !== null && { stream }) });

const nameOf = (db: Database.Database, no: number): string =>
  (db.prepare('SELECT name FROM stream WHERE no = ?').pluck().get(no) as string | undefined) ?? `number ${no}`;
