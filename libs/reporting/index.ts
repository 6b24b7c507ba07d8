/** Deliveries: periods, writers, kept rows, manifests, the ledger, comparison, supplements. A layout lives with its projection. */
export type * from './port.js';
export { ReportingError, type ReportingErrorCode } from './reporting-error.js';
export { parsePeriod, periodKind, type PeriodKind } from './periods/parse-period.js';
export type { CellValue, Column, ColumnType, TypedColumn } from './writers/column.js';
export { byteChunks } from './writers/byte-chunks.js';
export { guardFormula } from './writers/formula-guard.js';
export { writeCsv, type CsvOptions } from './writers/write-csv.js';
export { writeJsonLines } from './writers/write-json-lines.js';
export { closeElement, element, escapeXml, openElement, writeXml, type XmlAttributes } from './writers/write-xml.js';
export { writeParquet } from './writers/write-parquet.js';
