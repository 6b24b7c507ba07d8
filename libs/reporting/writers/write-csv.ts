import { stringify } from 'csv-stringify/sync';
import { byteChunks } from './byte-chunks.js';
import { single, type CellValue, type Column, type Rows } from './column.js';
import { guardFormula } from './formula-guard.js';

/** `excel`: the kind that a Danish Excel opens by a double click: byte order mark, semicolons, decimal comma. */
export interface CsvOptions {
  readonly excel?: boolean;
  /** False = no byte order mark and no heading line: a table written page by page goes on. */
  readonly heading?: boolean;
}

/** Rows handed to the CSV library at a time: a call a row costs half as much again. */
const batchSize = 250;

/**
 * A table as CSV, RFC 4180: UTF-8, a heading line, CRLF after every line, quotes where they are needed. Null is an empty cell,
 * a boolean is `true` or `false`, a list is joined by a space. Texts are guarded against formula injection, headings too.
 * Streams chunks of about 64 KiB; `rows` is read once.
 */
export async function* writeCsv<Row>(
  rows: Rows<Row>,
  columns: readonly Column<Row>[],
  { excel = false, heading = true }: CsvOptions = {},
): AsyncGenerator<Uint8Array> {
  yield* byteChunks(lines(rows, columns, excel, heading));
}

async function* lines<Row>(
  rows: Rows<Row>,
  columns: readonly Column<Row>[],
  excel: boolean,
  heading: boolean,
): AsyncGenerator<string> {
  const text = (records: string[][]) =>
    stringify(records, {
      delimiter: excel ? ';' : ',',
      record_delimiter: 'windows',
      // The library quotes a whole CRLF only; a line break of one character would break the line as well.
      quoted_match: /[\r\n]/,
    });
  if (heading && excel) yield '\uFEFF';
  if (heading) yield text([columns.map(({ name }) => guardFormula(name))]);
  let batch: string[][] = [];
  for await (const row of rows) {
    batch.push(columns.map(({ value }) => cell(value(row), excel)));
    if (batch.length < batchSize) continue;
    yield text(batch);
    batch = [];
  }
  if (batch.length > 0) yield text(batch);
}

function cell(value: CellValue, excel: boolean): string {
  const one = single(value);
  if (one === null) return '';
  if (typeof one === 'string') return guardFormula(one);
  if (typeof one === 'number' && excel) return String(one).replace('.', ',');
  return String(one);
}
