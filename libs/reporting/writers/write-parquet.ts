import { isPlainDate } from '#libs/reference';
import { single, type CellValue, type ColumnType, type Rows, type TypedColumn } from './column.js';
import { ReportingError } from '../reporting-error.js';

/** Rows of a group: what is in memory at a time. Part of the bytes; a layout that is in use keeps its own. */
const rowGroupSize = 10_000;

const fileTypes: Readonly<Record<ColumnType, object>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  integer: { type: 'INT64' },
  decimal: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
};

/**
 * A table as Parquet: Snappy, every column optional, row groups of 10 000 rows, so that memory does not grow with the table.
 * The same rows give the same bytes: nothing of the clock or the machine goes into the file. A list is joined by a space.
 * Throws ReportingError `writer.value-unfit` for a cell that is not of its column's type.
 */
export async function* writeParquet<Row>(
  rows: Rows<Row>,
  columns: readonly TypedColumn<Row>[],
): AsyncGenerator<Uint8Array> {
  // The library is an ES module only; import() is left as it stands in CommonJS output.
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  const writer = new ByteWriter();
  const take = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    // Only what is buffered is dropped: `offset` goes on counting the whole file.
    writer.index = 0;
    return bytes;
  };
  const schema = schemaOf(columns) as ConstructorParameters<typeof ParquetWriter>[0]['schema'];
  const file = new ParquetWriter({ writer, schema, codec: 'SNAPPY', createdBy: 'sagsspor' });
  for await (const columnData of groups(rows, columns)) {
    await file.write({ columnData, rowGroupSize: columnData[0]!.data.length });
    yield take();
  }
  await file.finish();
  yield take();
}

const schemaOf = <Row>(columns: readonly TypedColumn<Row>[]): object[] => [
  { name: 'root', num_children: columns.length },
  ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL', ...fileTypes[type] })),
];

interface ColumnData {
  readonly name: string;
  readonly data: ReturnType<typeof stored>[];
}

/** Each row's cells are read as it comes. */
async function* groups<Row>(rows: Rows<Row>, columns: readonly TypedColumn<Row>[]): AsyncGenerator<ColumnData[]> {
  const empty = (): ColumnData[] => columns.map(({ name }) => ({ name, data: [] }));
  let [group, count] = [empty(), 0];
  for await (const row of rows) {
    columns.forEach(({ type, value }, at) => group[at]!.data.push(stored(value(row), type)));
    if (++count < rowGroupSize) continue;
    yield group;
    [group, count] = [empty(), 0];
  }
  if (count > 0) yield group;
}

function stored(cell: CellValue, type: ColumnType): string | number | bigint | boolean | Date | undefined {
  const value = single(cell);
  if (value === null || (value === '' && type !== 'text')) return undefined;
  if (type === 'text') return String(value);
  if (type === 'boolean' && typeof value === 'boolean') return value;
  if (type === 'decimal' && typeof value === 'number') return value;
  if (type === 'integer' && typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (type === 'date' && typeof value === 'string' && isPlainDate(value)) return new Date(`${value}T00:00:00Z`);
  throw new ReportingError('writer.value-unfit', `A cell does not fit its column, which is of the type ${type}.`);
}
