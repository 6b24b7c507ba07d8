/** What a writer reads once: from memory, or as it comes. */
export type Rows<Row> = Iterable<Row> | AsyncIterable<Row>;

/** What a cell may hold. An empty cell is null; a list of texts is written joined by a space where the format has no lists. */
export type CellValue = string | number | boolean | null | readonly string[];

/** One column of a table file: its heading, and the cell of a row. */
export interface Column<Row> {
  readonly name: string;
  readonly value: (row: Row) => CellValue;
}

/**
 * How a column is stored in Parquet. A date is a `YYYY-MM-DD` text here and a DATE in the file, an integer is 64 bits wide. Null is
 * null; an empty text is null as well in every column but one of texts.
 */
export type ColumnType = 'text' | 'date' | 'integer' | 'decimal' | 'boolean';

/** A column with the type that Parquet wants. */
export interface TypedColumn<Row> extends Column<Row> {
  readonly type: ColumnType;
}

/** A list joined by a space, anything else as it stands. */
export const single = (value: CellValue): string | number | boolean | null =>
  value !== null && typeof value === 'object' ? value.join(' ') : value;
