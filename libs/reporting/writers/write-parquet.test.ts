import { bytesOf } from '../testing/bytes-of.js';
import { readParquet } from '../testing/read-parquet.js';
import type { TypedColumn } from './column.js';
import { writeParquet } from './write-parquet.js';

interface Row {
  readonly n: number;
  readonly text: string | null;
  readonly date: string;
}
const columns: TypedColumn<Row>[] = [
  { name: 'n', type: 'integer', value: ({ n }) => n },
  { name: 'text', type: 'text', value: ({ text }) => text },
  { name: 'date', type: 'date', value: ({ date }) => date },
  { name: 'half', type: 'decimal', value: ({ n }) => n / 2 },
  { name: 'even', type: 'boolean', value: ({ n }) => n % 2 === 0 },
  { name: 'causes', type: 'text', value: ({ n }) => ['A', String(n)] },
];
function* rows(count: number): Generator<Row> {
  for (let n = 1; n <= count; n++) yield { n, text: n % 3 ? `æ${n % 7}` : null, date: n % 2 ? '2026-03-01' : '' };
}

test('what is written is read back, over several row groups', async () => {
  const { rows: back, groups } = readParquet(await bytesOf(writeParquet(rows(25_000), columns)));
  expect(back).toHaveLength(25_000);
  expect(groups).toBe(3);
  const date = '2026-03-01T00:00:00.000Z';
  expect(back[0]).toEqual({ n: 1, text: 'æ1', date, half: 0.5, even: false, causes: 'A 1' });
  expect(back[1]).toMatchObject({ n: 2, date: null, even: true });
  expect(back[2]).toMatchObject({ n: 3, text: null });
  expect(back.map(({ n }) => n)).toEqual([...rows(25_000)].map(({ n }) => n));
});

test('the same rows give the same bytes', async () => {
  const [one, two] = [
    await bytesOf(writeParquet(rows(12_000), columns)),
    await bytesOf(writeParquet(rows(12_000), columns)),
  ];
  expect(one.equals(two)).toBe(true);
});

test('no rows is a file with the columns', async () => {
  expect(readParquet(await bytesOf(writeParquet(rows(0), columns)))).toEqual({
    columns: ['n', 'text', 'date', 'half', 'even', 'causes'],
    groups: 0,
    rows: [],
  });
});

test('a row group is written before the next is read', async () => {
  let read = 0;
  function* counted() {
    for (const row of rows(1_000_000)) yield (read++, row);
  }
  await writeParquet(counted(), columns).next();
  expect(read).toBeLessThan(20_000);
});

test.each(['2026-02-30', 'erased'])('a date column refuses %p', async (date) => {
  const bytes = bytesOf(writeParquet([{ n: 1, text: '', date }], columns));
  await expect(bytes).rejects.toMatchObject({ code: 'writer.value-unfit' });
});
