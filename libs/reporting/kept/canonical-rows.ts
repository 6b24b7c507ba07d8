import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { canonicalJson } from '#libs/event-log';
import { byteChunks } from '../writers/byte-chunks.js';
import { ReportingError } from '../reporting-error.js';
import type { KeptRow } from '../port.js';

/** One row as it is kept and hashed: canonical JSON and LF. */
export const canonicalLine = (row: KeptRow): string => `${canonicalJson(row)}\n`;

/** Rows as chunks of canonical JSON Lines; `each` is called for every row. Throws ReportingError `delivery.row-key-twice`. */
export async function* canonicalRows(
  rows: Iterable<KeptRow>,
  each: (row: KeptRow) => void = () => {},
): AsyncGenerator<Uint8Array> {
  yield* byteChunks(lines(rows, each));
}

function* lines(rows: Iterable<KeptRow>, each: (row: KeptRow) => void): Generator<string> {
  const keys = new Set<string>();
  for (const row of rows) {
    // What joins two deliveries has to name one row only.
    if (keys.size === keys.add(row.key).size)
      throw new ReportingError(
        'delivery.row-key-twice',
        'Two rows of the selection have the same key, so that deliveries cannot be compared; correct the statistic.',
      );
    each(row);
    yield canonicalLine(row);
  }
}

/** SHA-256 (hex) of the rows as canonical JSON Lines, without keeping them. */
export async function rowsHash(rows: Iterable<KeptRow>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of canonicalRows(rows)) {
    hash.update(chunk);
    // Nothing is waited for: others are let in between two chunks.
    await setImmediate();
  }
  return hash.digest('hex');
}
