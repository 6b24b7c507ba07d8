import { compareRows, type RowChange } from '../compare/compare-rows.js';
import type { KeptRow } from '../port.js';
import type { ChangeRow } from './change-row.js';

/** The rows of a supplement, from all rows then and all rows now. */
export const changeRows = (earlier: () => Iterable<KeptRow>, later: () => Iterable<KeptRow>): ChangeRow[] =>
  compareRows(earlier, later).map(asRow);

function asRow(change: RowChange): ChangeRow {
  const { key } = change;
  if (change.kind === 'gone') return { key, change: 'withdrawn', row: change.before };
  return { key, change: change.kind, row: change.after };
}
