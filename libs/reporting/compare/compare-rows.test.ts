import fc from 'fast-check';
import type { KeptRow } from '../port.js';
import { compareRows } from './compare-rows.js';

const compare = (earlier: KeptRow[], later: KeptRow[]) =>
  compareRows(
    () => earlier,
    () => later,
  );

test('rows are joined by key and told apart by content', () => {
  const earlier = [
    { key: '1', date: '2026-01-02', causes: ['A', 'B'] },
    { key: '2', date: '2026-01-03' },
    { key: '3', date: '2026-01-04', site: '101' },
  ];
  const later = [
    { key: '4', date: '2026-01-01' },
    { key: '3', date: '2026-01-05', reason: 'x' },
    { causes: ['A', 'B'], date: '2026-01-02', key: '1' },
  ];
  expect(compare(earlier, later)).toEqual([
    { kind: 'added', key: '4', after: later[0] },
    { kind: 'changed', key: '3', before: earlier[2], after: later[1], fields: ['date', 'reason', 'site'] },
    { kind: 'gone', key: '2', before: earlier[1] },
  ]);
});

test('the order within a list is content', () => {
  expect(compare([{ key: '1', causes: ['A', 'B'] }], [{ key: '1', causes: ['B', 'A'] }])).toMatchObject([
    { kind: 'changed', fields: ['causes'] },
  ]);
});

const rows = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.record({ value: fc.nat(3), list: fc.array(fc.nat(2)) }))
  .map((byKey) => Object.entries(byKey).map(([key, rest]): KeptRow => ({ key, ...rest })));

test('what differs turns the earlier rows into the later ones, and nothing else is named', () => {
  fc.assert(
    fc.property(rows, rows, (earlier, later) => {
      const state = new Map(earlier.map((row) => [row.key, row]));
      for (const change of compare(earlier, later)) {
        if (change.kind === 'gone') expect(state.delete(change.key)).toBe(true);
        else {
          expect(state.has(change.key)).toBe(change.kind === 'changed');
          expect(state.get(change.key)).not.toEqual(change.after);
          state.set(change.key, change.after);
        }
      }
      expect(state).toEqual(new Map(later.map((row) => [row.key, row])));
    }),
  );
});
