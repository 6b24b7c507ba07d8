/** Reporting: periods, writers, deliveries and their ledger, reproduction, comparison, supplements. */
export type * from './port.js';
export { ReportingError, type ReportingErrorCode } from './reporting-error.js';
export { parsePeriod, periodKind, type PeriodKind } from './periods/parse-period.js';
export { resolveAsOf, type AsOfParts } from './periods/resolve-as-of.js';
export type { CellValue, Column, ColumnType, TypedColumn } from './writers/column.js';
export { writeCsv, type CsvOptions } from './writers/write-csv.js';
export { guardFormula } from './writers/formula-guard.js';
export { writeJsonLines } from './writers/write-json-lines.js';
export { writeParquet } from './writers/write-parquet.js';
export { closeElement, element, escapeXml, openElement, writeXml, type XmlAttributes } from './writers/write-xml.js';
export { byteChunks } from './writers/byte-chunks.js';
export { csvWriter, jsonLinesWriter, parquetWriter, xmlWriter, type Writer } from './writers/writers.js';
export { keptRows, type Kept, type KeptRows } from './kept/kept-rows.js';
export { ledger, type DeliveryFilter, type Ledger } from './ledger/ledger.js';
export { deliveryStream, type DeliveredData, type Delivery } from './ledger/delivery.js';
