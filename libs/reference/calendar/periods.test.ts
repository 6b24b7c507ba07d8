import { quarterOf, quarterRange, yearRange } from '#libs/reference';

describe('quarters', () => {
  it('holds its first and its last day', () => {
    for (const quarter of ['2024Q1', '2026Q1', '2026Q2', '2026Q3', '2026Q4']) {
      const { from, to } = quarterRange(quarter);
      expect([quarterOf(from), quarterOf(to)]).toEqual([quarter, quarter]);
    }
  });

  it('runs to the end of its third month', () => {
    expect(quarterRange('2026Q1')).toEqual({ from: '2026-01-01', to: '2026-03-31' });
    expect(quarterRange('2026Q2')).toEqual({ from: '2026-04-01', to: '2026-06-30' });
    expect(yearRange(2026)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  });

  it.each(['2026Q5', '2026-Q1', 'Q1', '26Q1'])('%s is no quarter', (quarter) => {
    expect(() => quarterRange(quarter)).toThrow(expect.objectContaining({ code: 'REFERENCE-QUARTER' }));
  });
});
