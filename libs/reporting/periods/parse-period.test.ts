import { parsePeriod } from './parse-period.js';

test.each([
  ['2026Q1', '2026-01-01', '2026-03-31'],
  ['2026Q4', '2026-10-01', '2026-12-31'],
  ['2026', '2026-01-01', '2026-12-31'],
  ['', '', '9999-12-31'],
])('%p is from %s to %s', (period, from, to) => {
  expect(parsePeriod(period)).toEqual({ from, to });
});

test.each(['2026Q5', '2026q1', '26', '2026-01', ' ', 'stock'])('%p is no period', (period) => {
  expect(() => parsePeriod(period)).toThrow(expect.objectContaining({ code: 'period.invalid' }));
});
