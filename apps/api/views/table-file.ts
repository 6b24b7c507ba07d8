import { writeCsv, writeJsonLines, type Column } from '#libs/reporting';
import type { Table } from '#apps/house';
import type { Cell } from '#projections';
import type { FileFormat } from './view-queries.js';

type Row = readonly Cell[];

const columnsOf = ({ columns }: Table): Column<Row>[] =>
  columns.map((name, at) => ({ name, value: (row) => row[at] ?? null }));

/** A table as a file, written as its pages come: no more than a page is held, and none is read before it is wanted. */
export async function* tableFile(
  pages: AsyncIterable<Table>,
  format: Exclude<FileFormat, 'json'>,
): AsyncGenerator<Uint8Array> {
  let heading = true;
  for await (const table of pages) {
    const columns = columnsOf(table);
    if (format === 'jsonl') yield* writeJsonLines(table.rows, columns);
    else yield* writeCsv(table.rows, columns, { excel: format === 'csv-excel', heading });
    heading = false;
  }
}
