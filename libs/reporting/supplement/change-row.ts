import { canonicalJson } from '#libs/event-log';
import { byteChunks } from '../writers/byte-chunks.js';
import type { Rows } from '../writers/column.js';
import type { KeptRow, Layout, Statistic } from '../port.js';

/** A kept row of a supplement: what became of one row since the delivery before. A withdrawn one is as it was delivered last. */
export interface ChangeRow extends KeptRow {
  readonly change: 'added' | 'changed' | 'withdrawn';
  readonly row: KeptRow;
}

/** The rows that go out in the statistic's own layouts: added and changed ones. */
export function* changedRows(changes: Iterable<ChangeRow>): Generator<KeptRow> {
  for (const { change, row } of changes) if (change !== 'withdrawn') yield row;
}

/**
 * The list of a supplement, since the official layouts cannot say what became of a row: one JSON line a change, `{change, key, row}`, with
 * the clear value wherever a token stands in the row.
 */
export const changesLayout = (tokensOf: Statistic['tokensOf']): Layout => ({
  id: 'supplement-changes.v1',
  fileName: () => 'changes.jsonl',
  write: (rows, { resolve }) => byteChunks(lines(rows as Rows<ChangeRow>, tokensOf, resolve)),
});

async function* lines(
  changes: Rows<ChangeRow>,
  tokensOf: Statistic['tokensOf'],
  resolve: (token: string) => string,
): AsyncGenerator<string> {
  for await (const { key, change, row } of changes) {
    const tokens = new Set(tokensOf(row));
    const cleared: unknown = JSON.parse(canonicalJson(row), (_, value: unknown) =>
      typeof value === 'string' && tokens.has(value) ? resolve(value) : value,
    );
    yield `${canonicalJson({ change, key, row: cleared })}\n`;
  }
}
