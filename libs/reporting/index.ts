/** Reporting: periods, writers, deliveries and their ledger, reproduction, comparison, supplements. */
export type * from './port.js';
export { ReportingError, type ReportingErrorCode } from './reporting-error.js';
export { parsePeriod, periodKind, type PeriodKind } from './periods/parse-period.js';
export { resolveAsOf, type AsOfContext } from './periods/resolve-as-of.js';
export type { CellValue, Column, ColumnType, Rows, TypedColumn } from './writers/column.js';
export { writeCsv, type CsvOptions } from './writers/write-csv.js';
export { guardFormula } from './writers/formula-guard.js';
export { writeJsonLines } from './writers/write-json-lines.js';
export { writeParquet } from './writers/write-parquet.js';
export { closeElement, element, escapeXml, openElement, writeXml, type XmlAttributes } from './writers/write-xml.js';
export { byteChunks } from './writers/byte-chunks.js';
export { openKeptRows, type Kept, type KeptRows } from './kept/kept-rows.js';
export { sweepTemporary } from './kept/temporary.js';
export { ledger, type DeliveryFilter, type Ledger } from './ledger/ledger.js';
export { deliveryStream, type DeliveredData, type Delivery } from './ledger/delivery.js';
export { deliver } from './deliver/deliver.js';
export type { Delivered } from './deliver/publish.js';
export type { DeliveryParts, DeliveryProgress, RenderParts } from './deliver/delivery-parts.js';
export { manifestText } from './deliver/manifest.js';
export { erasedText } from './deliver/clear-values.js';
export { supplement } from './supplement/supplement.js';
export type { ChangeRow } from './supplement/change-row.js';
export { reproduce, type Reason, type ReproduceParts, type Reproduction } from './reproduce/reproduce.js';
export type { MovedBy, MovedRow } from './reproduce/rederive.js';
export { compare, type CompareParts, type Comparison } from './compare/compare.js';
export { compareRows, type RowChange } from './compare/compare-rows.js';
export {
  vanishedBy,
  type Coverage,
  type Covered,
  type FindVanished,
  type Vanished,
  type VanishedSpan,
} from './compare/vanished.js';
export { comparisonJson, comparisonText } from './compare/write-comparison.js';
