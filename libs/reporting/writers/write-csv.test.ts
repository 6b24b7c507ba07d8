import { bytesOf } from '../testing/bytes-of.js';
import type { Column } from './column.js';
import { chunkSize } from './byte-chunks.js';
import { writeCsv } from './write-csv.js';

interface Row {
  readonly text: string;
  readonly amount?: number | null;
}
const columns: Column<Row>[] = [
  { name: 'text', value: ({ text }) => text },
  { name: 'amount', value: ({ amount }) => amount ?? null },
];
const csv = async (rows: Row[], options = {}) => (await bytesOf(writeCsv(rows, columns, options))).toString('utf8');

/** A reader of its own, so that the writer is not judged by itself: RFC 4180, section 2. */
function readCsv(text: string, delimiter = ','): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') field += text[++at];
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === delimiter) [record, field] = [[...record, field], ''];
    else if (character === '\r' && text[at + 1] === '\n') {
      records.push([...record, field]);
      [record, field] = [[], ''];
      at++;
    } else field += character;
  }
  expect([record, field, quoted]).toEqual([[], '', false]);
  return records;
}

test('what is written is read back, cell by cell', async () => {
  const texts = [
    'plain',
    'with, comma',
    'with; semicolon',
    'with "quotes"',
    'two\r\nlines',
    'two\nlines',
    'two\rlines',
    'æøå €',
  ];
  const written = await csv(texts.map((text) => ({ text, amount: 1.5 })));
  expect(readCsv(written)).toEqual([['text', 'amount'], ...texts.map((text) => [text, '1.5'])]);
});

test('the Danish Excel kind has a byte order mark, semicolons and decimal commas', async () => {
  expect(await csv([{ text: 'a;b', amount: -1.5 }], { excel: true })).toBe('\uFEFFtext;amount\r\n"a;b";-1,5\r\n');
});

test('null is empty, booleans are words, lists are joined by a space', async () => {
  const cells: Column<null>[] = [
    { name: 'none', value: () => null },
    { name: 'yes', value: () => true },
    { name: 'list', value: () => ['A', 'B'] },
  ];
  expect((await bytesOf(writeCsv([null], cells))).toString()).toBe('none,yes,list\r\n,true,A B\r\n');
});

test.each(['=1+1', '+cmd', '-cmd', '@sum', '\tx', '\rx', '\nx', '＝1+1', '=HYPERLINK("x")', '-1+1'])(
  'a text like a formula gets an apostrophe: %p',
  async (text) => {
    expect(readCsv(await csv([{ text }]))[1]![0]).toBe(`'${text}`);
  },
);

test.each(['-5', '+4512345678', '-1,5', '1=1', 'a@b.dk', '-2.5e-3'])(
  'a pure number or harmless text stays: %p',
  async (text) => {
    expect(readCsv(await csv([{ text }]))[1]![0]).toBe(text);
  },
);

test('a negative number is no formula', async () => {
  expect(await csv([{ text: 'a', amount: -5 }])).toBe('text,amount\r\na,-5\r\n');
});

test('a list and a heading are guarded too', async () => {
  const cells: Column<null>[] = [{ name: '=heading', value: () => ['=1', '2'] }];
  expect((await bytesOf(writeCsv([null], cells))).toString()).toBe("'=heading\r\n'=1 2\r\n");
});

test('a table written page by page has one heading', async () => {
  const [first, next] = [
    await csv([{ text: 'a' }], { excel: true }),
    await csv([{ text: 'b' }], { excel: true, heading: false }),
  ];
  expect(first + next).toBe('\uFEFFtext;amount\r\na;\r\nb;\r\n');
});

test('no rows is the heading alone', async () => {
  expect(await csv([])).toBe('text,amount\r\n');
});

test('rows are read as they are needed, in chunks of about 64 KiB', async () => {
  let read = 0;
  function* rows() {
    for (; read < 1_000_000; read++) yield { text: 'x'.repeat(100), amount: read };
  }
  const first = (await writeCsv(rows(), columns).next()).value as Uint8Array;
  expect(read).toBeLessThan(2_000);
  expect(first.length).toBeLessThan(2 * chunkSize);
});
