import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { canonicalJson } from '#libs/event-log';
import { byteChunks } from '../writers/byte-chunks.js';
import type { KeptRow } from '../port.js';
import { KeyHashes } from './key-hashes.js';

/** One row as it is kept and hashed: canonical JSON and LF. */
export const canonicalLine = (row: KeptRow): string => `${canonicalJson(row)}\n`;

/** Rows as chunks of canonical JSON Lines. `keys` is told the key of each; what it says of them is asked when all are read. */
export async function* canonicalRows(rows: Iterable<KeptRow>, keys: KeyHashes): AsyncGenerator<Uint8Array> {
  yield* byteChunks(lines(rows, keys));
}

function* lines(rows: Iterable<KeptRow>, keys: KeyHashes): Generator<string> {
  for (const row of rows) {
    keys.add(row.key);
    yield canonicalLine(row);
  }
}

/**
 * SHA-256 (hex) of the rows as canonical JSON Lines, without keeping them. Throws ReportingError `delivery.row-key-twice`.
 * @param again the same rows once more, which is seldom asked for.
 */
export async function rowsHash(rows: Iterable<KeptRow>, again: () => Iterable<KeptRow>): Promise<string> {
  const hash = createHash('sha256');
  const keys = new KeyHashes();
  for await (const chunk of canonicalRows(rows, keys)) {
    hash.update(chunk);
    // Nothing is waited for: others are let in between two chunks.
    await setImmediate();
  }
  keys.refuseTwice(again);
  return hash.digest('hex');
}
