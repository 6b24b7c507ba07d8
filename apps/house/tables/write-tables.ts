import { writeCsv, writeJsonLines, type Column } from '#libs/reporting';
import type { Cell } from '#projections';
import type { Table } from '../house.js';

/** Formats that a view is written in; `csv-excel` is the kind that a Danish Excel opens. */
export const tableFormats = ['csv', 'csv-excel', 'jsonl'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** Writes a view page by page, as fast as it is taken; the heading stands before the first page. */
export async function* writeTables(tables: AsyncIterable<Table>, format: TableFormat): AsyncGenerator<Uint8Array> {
  let heading = true;
  for await (const { columns, rows } of tables) {
    const named = columns.map((name, at): Column<readonly Cell[]> => ({ name, value: (row) => row[at]! }));
    if (format === 'jsonl') yield* writeJsonLines(rows, named);
    else yield* writeCsv(rows, named, { excel: format === 'csv-excel', heading });
    heading = false;
  }
}
