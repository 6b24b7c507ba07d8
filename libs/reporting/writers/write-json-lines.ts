import { byteChunks } from './byte-chunks.js';
import type { Column, Rows } from './column.js';

/**
 * A table as JSON Lines: one object a row, members in the order of the columns, lists as lists, empty cells as null, LF after
 * every line. Streams chunks of about 64 KiB; `rows` is read once.
 */
export async function* writeJsonLines<Row>(
  rows: Rows<Row>,
  columns: readonly Column<Row>[],
): AsyncGenerator<Uint8Array> {
  yield* byteChunks(lines(rows, columns));
}

async function* lines<Row>(rows: Rows<Row>, columns: readonly Column<Row>[]): AsyncGenerator<string> {
  const names = columns.map(({ name }) => JSON.stringify(name));
  for await (const row of rows) {
    let text = '';
    columns.forEach(({ value }, at) => (text += `${at ? ',' : ''}${names[at]}:${JSON.stringify(value(row))}`));
    yield `{${text}}\n`;
  }
}
