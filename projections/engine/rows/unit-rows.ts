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
    if (mine === row) return true;
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

/** Rows that one projection gives of a unit, as it gave them and by kind and key. */
export interface UnitRows {
  readonly given: readonly Row[];
  readonly byKey: ReadonlyMap<string, KeptRow>;
}

export const noRows: UnitRows = { given: [], byKey: new Map() };

/** Rows as a fold gave them. @throws Error when a fold gives two rows of one key: a fault of the fold, never of the data. */
export function unitRows(given: readonly Row[], before: UnitRows): UnitRows {
  if (given === before.given || (given.length === 0 && before.given.length === 0)) return before;
  const byKey = new Map<string, KeptRow>();
  for (const row of given) {
    const id = `${row.kind} ${row.key}`;
    if (byKey.has(id)) throw new Error(`a fold gave two rows of the kind ${row.kind} with one key`);
    const kept = before.byKey.get(id);
    byKey.set(id, kept?.isAs(row) ? kept : new KeptRow(row));
  }
  return { given, byKey };
}

const none: readonly Change[] = [];

/** What changed from one state of a unit to the next: new and changed rows, and those that vanished. */
export function changesOf(before: UnitRows, after: UnitRows): readonly Change[] {
  if (before === after) return none;
  const changes: Change[] = [];
  for (const [id, kept] of after.byKey)
    if (before.byKey.get(id) !== kept) changes.push({ row: kept.row, text: kept.text, gone: false });
  for (const [id, { row }] of before.byKey) if (!after.byKey.has(id)) changes.push({ row, text: '{}', gone: true });
  return changes;
}
