import { bytesOf } from '../testing/bytes-of.js';
import { writeJsonLines } from './write-json-lines.js';

test('one object a row, members in the order of the columns', async () => {
  const rows = [
    { b: 'æ "quoted"\n', a: 1 },
    { b: '', a: 2 },
  ];
  const bytes = await bytesOf(
    writeJsonLines(rows, [
      { name: 'b', value: (row) => row.b },
      { name: 'a', value: (row) => row.a },
      { name: 'list', value: () => ['x', 'y'] },
      { name: 'none', value: () => null },
    ]),
  );
  const lines = bytes.toString('utf8').split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line))).toEqual(rows.map((row) => ({ ...row, list: ['x', 'y'], none: null })));
  expect(lines[1]).toBe('{"b":"","a":2,"list":["x","y"],"none":null}');
});
