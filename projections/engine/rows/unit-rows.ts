import { canonicalJson } from '#libs/event-log';
import type { Row } from '#libs/cases';
import { sameJson } from './same-json.js';
import type { Change } from './row-writer.js';

/** A row of a unit; its canonical text is made when it is first asked for. One that an event left as it was stays the same object. */
export class KeptRow {
  #text: string | undefined;

  constructor(readonly row: Row) {}

  get text(): string {
    return (this.#text ??= canonicalJson(this.row.body));
  }

  isAs(row: Row): boolean {
    const mine = this.row;
    return (
      mine.date === row.date &&
      mine.until === row.until &&
      mine.order === row.order &&
      mine.person === row.person &&
      mine.caseKey === row.caseKey &&
      mine.reporter === row.reporter &&
      // What differs as a value may still have one JSON form.
      (sameJson(mine.body, row.body) || this.text === canonicalJson(row.body))
    );
  }
}

/** Rows that one projection gives of a unit, by kind and key. */
export type UnitRows = ReadonlyMap<string, KeptRow>;

export const noRows: UnitRows = new Map();

/** Rows as a fold gave them. @throws Error when a fold gives two rows of one key: a fault of the fold, never of the data. */
export function unitRows(rows: readonly Row[], before: UnitRows): UnitRows {
  const byKey = new Map<string, KeptRow>();
  for (const row of rows) {
    const id = `${row.kind} ${row.key}`;
    if (byKey.has(id)) throw new Error(`a fold gave two rows of the kind ${row.kind} with one key`);
    const kept = before.get(id);
    byKey.set(id, kept?.isAs(row) ? kept : new KeptRow(row));
  }
  return byKey;
}

/** What changed from one state of a unit to the next: new and changed rows, and those that vanished. */
export function changesOf(before: UnitRows, after: UnitRows): Change[] {
  const changes: Change[] = [];
  for (const [id, kept] of after)
    if (before.get(id) !== kept) changes.push({ row: kept.row, text: kept.text, gone: false });
  for (const [id, { row }] of before) if (!after.has(id)) changes.push({ row, text: '{}', gone: true });
  return changes;
}
