import { canonicalJson } from '#libs/event-log';
import type { Row } from '#libs/cases';
import type { Change } from './row-writer.js';

/** Rows of a unit after one event, by kind and key, each with its whole state as text for comparison. */
export type UnitRows = ReadonlyMap<string, { readonly row: Row; readonly text: string; readonly state: string }>;

export const noRows: UnitRows = new Map();

/** Rows as a fold gave them. @throws Error when a fold gives two rows of one key: a fault of the fold, never of the data. */
export function unitRows(rows: readonly Row[]): UnitRows {
  const byKey = new Map<string, { row: Row; text: string; state: string }>();
  for (const row of rows) {
    const id = `${row.kind} ${row.key}`;
    if (byKey.has(id)) throw new Error(`a fold gave two rows of the kind ${row.kind} with one key`);
    const text = canonicalJson(row.body);
    const { reporter, caseKey, person, date, until, order } = row;
    byKey.set(id, {
      row,
      text,
      state: [reporter, caseKey, person, date, until, order, text].join('\u0000'),
    });
  }
  return byKey;
}

/** What changed from one state of a unit to the next: new and changed rows, and those that vanished. */
export function changesOf(before: UnitRows, after: UnitRows): Change[] {
  const changes: Change[] = [];
  for (const [id, { row, text, state }] of after)
    if (before.get(id)?.state !== state) changes.push({ row, text, gone: false });
  for (const [id, { row, text }] of before) if (!after.has(id)) changes.push({ row, text, gone: true });
  return changes;
}
