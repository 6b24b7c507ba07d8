import fc from 'fast-check';
import { addDays, addMonths, addYears, ageOn, dayBefore, daysBetween, isPlainDate, yearOf } from '#libs/reference';

const dates = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('plain dates', () => {
  it.each(['2026-02-28', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(isPlainDate(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-1-1',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '',
  ])('%j is none', (text) => {
    expect(isPlainDate(text)).toBe(false);
  });

  it('is no date when it is no text at all', () => {
    expect(isPlainDate(20260101 as unknown as string)).toBe(false);
  });

  it('refuses to reckon with what is no date, and says nothing of the value', () => {
    expect(() => addDays('010115-4003', 1)).toThrow(
      expect.objectContaining({ code: 'REFERENCE-DATE', message: expect.not.stringContaining('0101') }),
    );
  });

  it('refuses to leave the years 1 to 9999', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(expect.objectContaining({ code: 'REFERENCE-DATE' }));
  });

  it('knows the day before across months, years and leap days', () => {
    expect(['2026-03-01', '2024-03-01', '2026-01-01'].map(dayBefore)).toEqual([
      '2026-02-28',
      '2024-02-29',
      '2025-12-31',
    ]);
  });

  it('goes and comes back by days', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        const other = addDays(date, days);
        expect(daysBetween(date, other)).toBe(days);
        expect(addDays(other, -days)).toBe(date);
        expect(other > date).toBe(days > 0);
      }),
    );
  });

  it('cuts a month that is too short', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-01-31', -2)).toBe('2025-11-30');
    expect(addMonths('2026-11-15', 14)).toBe('2028-01-15');
  });

  it('tells the year', () => {
    expect(yearOf('2026-11-24')).toBe(2026);
  });
});

describe('birthdays', () => {
  it('IND-3.2.1b, IND-3.2.2b: the end is the day before the 18th or 23rd birthday', () => {
    const table = [
      ['2008-03-01', 18, '2026-02-28'],
      ['2008-01-01', 18, '2025-12-31'],
      ['2003-07-15', 23, '2026-07-14'],
    ] as const;
    for (const [birth, age, end] of table) expect(dayBefore(addYears(birth, age))).toBe(end);
  });

  it('H1: 29 February turns a year older on 1 March where the year has no 29th', () => {
    expect(addYears('2008-02-29', 18)).toBe('2026-03-01');
    expect(addYears('2008-02-29', 20)).toBe('2028-02-29');
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
    expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
  });

  it('counts completed years by the same birthday that addYears gives', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 99 }), (birth, age) => {
        const birthday = addYears(birth, age);
        expect(ageOn(birth, birthday)).toBe(age);
        expect(ageOn(birth, dayBefore(birthday))).toBe(age - 1);
      }),
    );
  });
});
