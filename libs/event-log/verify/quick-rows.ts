import type Database from 'better-sqlite3';
import { QuickLook, type QuickRow } from './quick-look.js';

/** Events of which the ordinal is larger than `after` and not larger than `upTo`. */
export interface Range {
  readonly after: number;
  readonly upTo: number;
}

/** What a quick look at a range saw. */
export interface Looked {
  readonly count: number;
  /** Of each row ordinal, running maximum, stream number, revision and recorded time. NaN where the column holds no number. */
  readonly numbers: Float64Array;
  /** Of each row the 32 bytes of its hash; of those that are odd nothing. */
  readonly hashes: Uint8Array;
  /** Which rows are not seen to be right, counted from 0. */
  readonly odd: readonly number[];
}

/** Numbers of a row in {@link Looked}. */
export const numbersOfRow = 5;

const rows = `SELECT e.ordinal, e.recorded_max, e.stream, s.name, e.revision, lower(quote(e.id)), e.type, e.version, e.recorded_at,
  e.bytes, lower(quote(e.hash)), json_valid(e.bytes) FROM event e LEFT JOIN stream s ON s.no = e.stream
  WHERE e.ordinal > ? AND e.ordinal <= ? ORDER BY e.ordinal`;

/** Takes quick looks at the counted log, a range at a time. */
export class QuickRows {
  readonly #rows: Database.Statement<[number, number], QuickRow>;
  readonly #look = new QuickLook();

  constructor(db: Database.Database) {
    this.#rows = db.prepare<[number, number], QuickRow>(rows).raw();
  }

  lookAt({ after, upTo }: Range): Looked {
    const found = this.#rows.all(after, upTo);
    const numbers = new Float64Array(numbersOfRow * found.length);
    const hashes = Buffer.from(new ArrayBuffer(32 * found.length));
    const odd: number[] = [];
    found.forEach((row, place) => {
      const [at, recordedMax, streamNo, stream, revision, , , , recordedAt] = row;
      const from = numbersOfRow * place;
      numbers[from] = at;
      numbers[from + 1] = numberOr(recordedMax);
      numbers[from + 2] = numberOr(streamNo);
      numbers[from + 3] = numberOr(revision);
      numbers[from + 4] = numberOr(recordedAt);
      const hash = stream === null ? undefined : this.#look.hashOf(row);
      if (hash === undefined) odd.push(place);
      else hashes.write(hash, 32 * place, 'hex');
    });
    return { count: found.length, numbers, hashes, odd };
  }
}

const numberOr = (value: unknown): number => (typeof value === 'number' ? value : NaN);
