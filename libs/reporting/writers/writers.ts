import type { Column, TypedColumn } from './column.js';
import { writeCsv, type CsvOptions } from './write-csv.js';
import { writeJsonLines } from './write-json-lines.js';
import { writeParquet } from './write-parquet.js';
import { writeXml } from './write-xml.js';

/** From rows to the bytes of a file, chunk by chunk: nothing is made before it is asked for. */
export type Writer<Row> = (rows: Iterable<Row>) => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** A writer of CSV; see {@link writeCsv}. */
export const csvWriter =
  <Row>(columns: readonly Column<Row>[], options?: CsvOptions): Writer<Row> =>
  (rows) =>
    writeCsv(rows, columns, options);

/** A writer of JSON Lines; see {@link writeJsonLines}. */
export const jsonLinesWriter =
  <Row>(columns: readonly Column<Row>[]): Writer<Row> =>
  (rows) =>
    writeJsonLines(rows, columns);

/** A writer of Parquet; see {@link writeParquet}. */
export const parquetWriter =
  <Row>(columns: readonly TypedColumn<Row>[]): Writer<Row> =>
  (rows) =>
    writeParquet(rows, columns);

/** A writer of XML: `document` yields the document's pieces, the envelope's and one a row; see {@link writeXml}. */
export const xmlWriter =
  <Row>(document: (rows: Iterable<Row>) => Iterable<string>): Writer<Row> =>
  (rows) =>
    writeXml(document(rows));
