import { byteChunks } from './byte-chunks.js';
import type { Column } from './column.js';

/**
 * A table as JSON Lines: one object a row, members in the order of the columns, lists as lists, empty cells as null, LF after
 * every line. Streams chunks of about 64 KiB; `rows` is read once.
 */
export function* writeJsonLines<Row>(rows: Iterable<Row>, columns: readonly Column<Row>[]): Generator<Uint8Array> {
  yield* byteChunks(lines(rows, columns));
}

function* lines<Row>(rows: Iterable<Row>, columns: readonly Column<Row>[]): Generator<string> {
  const names = columns.map(({ name }) => JSON.stringify(name));
  for (const row of rows) {
    let text = '';
    columns.forEach(({ value }, at) => (text += `${at ? ',' : ''}${names[at]}:${JSON.stringify(value(row))}`));
    yield `{${text}}\n`;
  }
}
