import {
  formDue,
  identifierRules,
  isWorkingDay,
  placementEventDue,
  quarterRange,
  stayQuarterDue,
  supportDueRule,
  supportEventDue,
} from '#libs/reference';

type Rows = { readonly rows: readonly { period: string; deadline: string; nominal?: string; shifted?: boolean }[] };
const worked = (table: string) => (identifierRules()[table] as Rows).rows;

describe('deadlines', () => {
  it.each(worked('deadlineTableEndOfMonth'))('ANB-2.3a, R2: an event of $period is due on $deadline', (row) => {
    const { from, to } = quarterRange(row.period);
    expect([placementEventDue(from), placementEventDue(to)]).toEqual([row.deadline, row.deadline]);
  });

  it('ANB-2.3a: the last day of the month stands, a Saturday or not', () => {
    expect(placementEventDue('2025-12-31')).toBe('2026-01-31');
    expect(isWorkingDay('2026-01-31')).toBe(false);
  });

  it('IND-3.3a: support started in a year is due by the end of January after it', () => {
    expect([supportEventDue('2025-01-01', 'started'), supportEventDue('2025-12-31', 'started')]).toEqual([
      '2026-01-31',
      '2026-01-31',
    ]);
    expect(supportDueRule('started')).toBe('IND-3.3a');
  });

  it('R1: what comes later is due by the year of its own date', () => {
    expect(supportEventDue('2027-06-30', 'ceased')).toBe('2028-01-31');
    expect(['changed', 'ceased', 'corrected'].map((kind) => supportDueRule(kind as 'changed'))).toEqual([
      'R1',
      'R1',
      'R1',
    ]);
  });

  it('SKE-3a, SKE-3b, R25: a form is due after 28 calendar days, without shift', () => {
    expect(formDue('2026-02-10')).toBe('2026-03-10');
    expect(formDue('2025-11-27')).toBe('2025-12-25');
  });

  it.each(worked('deadlineTable15th'))('HER-7.4a, KRI-8.4a: $period is due on $deadline', (row) => {
    expect(stayQuarterDue(row.period)).toBe(row.deadline);
    expect(stayQuarterDue(row.period) !== row.nominal).toBe(row.shifted);
  });
});
