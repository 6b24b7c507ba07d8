import { resolveAsOf } from './resolve-as-of.js';

/** Five events; the third was recorded by a clock that had been set back. */
const recorded = [
  '2026-03-29T10:00:00.000Z',
  '2026-03-31T21:59:59.999Z',
  '2026-03-30T00:00:00.000Z',
  '2026-03-31T22:00:00.000Z',
  '2026-04-02T08:00:00.000Z',
];
const reader = {
  head: () => recorded.length,
  ordinalAt: (instant: string) => {
    let ordinal = 0;
    for (const one of recorded) {
      if (one > instant) break;
      ordinal++;
    }
    return ordinal;
  },
};
const now = new Date('2026-04-02T12:00:00.000Z');
const at = (text: string | undefined, allowAhead?: boolean) =>
  resolveAsOf(text, { reader, now, ...(allowAhead !== undefined && { allowAhead }) });

test.each([
  ['4', 4],
  ['0', 0],
  ['now', 5],
  ['', 5],
  [undefined, 5],
  ['2026-04-02T08:00:00Z', 5],
  ['2026-04-02T10:00:00+02:00', 5],
  ['2026-04-02T09:59:59.999+02:00', 4],
  ['2026-04-02t07:59:59.9999999z', 4],
  ['2026-03-28', 0],
])('%p is ordinal %p', (text, ordinal) => {
  expect(at(text)).toBe(ordinal);
});

test('a plain date is the end of that day in Copenhagen, summer time and all', () => {
  expect(at('2026-03-31')).toBe(3);
  expect(at('2026-04-01')).toBe(4);
});

test.each(['6', '2026-04-02', '2026-04-02T12:00:00Z', '2026-04-02T14:00:01+02:00', '2027-01-01'])(
  '%p is not over: a delivery refuses it, a view takes the head',
  (text) => {
    expect(() => at(text)).toThrow(expect.objectContaining({ code: 'delivery.as-of-ahead' }));
    expect(at(text, true)).toBe(5);
  },
);

test.each([
  'yesterday',
  '2026-02-30',
  '2026-02-30T12:00:00Z',
  '2026-03-31T12:00:00',
  '2026-03-31T25:00:00Z',
  '-1',
  '1.5',
])('%p is no moment', (text) => {
  expect(() => at(text, true)).toThrow(expect.objectContaining({ code: 'as-of.invalid' }));
});

test('an empty log stands at 0', () => {
  const empty = { head: () => 0, ordinalAt: () => 0 };
  expect(resolveAsOf('now', { reader: empty, now })).toBe(0);
  expect(resolveAsOf('2026-04-01', { reader: empty, now })).toBe(0);
});
