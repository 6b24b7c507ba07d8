import { easterSunday, identifierRules, isWorkingDay, publicHolidays, workingDayFrom } from '#libs/reference';

interface Table {
  readonly table: readonly { year: number; easter: string; dates: readonly (readonly [string, string])[] }[];
}

const { table } = identifierRules().holidays as Table;

describe('public holidays', () => {
  it.each(table)('are those of the calendar in $year', ({ year, easter, dates }) => {
    expect(easterSunday(year)).toBe(easter);
    expect(publicHolidays(year).map(({ date, da }) => [date, da])).toEqual(dates);
  });

  it('end Great Prayer Day with 2023', () => {
    const has = (year: number) => publicHolidays(year).some(({ da }) => da === 'Store bededag');
    expect([has(2023), has(2024)]).toEqual([true, false]);
    expect(isWorkingDay('2023-05-05')).toBe(false);
    expect(isWorkingDay('2024-04-26')).toBe(true);
  });
});

describe('working days', () => {
  it('are Monday to Friday without holidays', () => {
    expect(
      ['2026-11-23', '2026-11-27', '2026-11-28', '2026-11-29', '2026-12-25'].map((day) => isWorkingDay(day)),
    ).toEqual([true, true, false, false, false]);
  });

  it('leave other closed days to the caller', () => {
    expect(isWorkingDay('2026-12-24')).toBe(true);
    expect(isWorkingDay('2026-12-24', ['2026-12-24'])).toBe(false);
  });

  it('move on over Easter', () => {
    expect(workingDayFrom('2026-04-02')).toBe('2026-04-07');
    expect(workingDayFrom('2026-04-07')).toBe('2026-04-07');
  });
});
