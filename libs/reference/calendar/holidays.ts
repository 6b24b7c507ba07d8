import { lazyData } from '../read-data.js';
import { addDays } from './date-arithmetic.js';
import { dayNumber, write } from './plain-date.js';

interface HolidayRules {
  readonly holidays: {
    readonly fixed: readonly { name: string; en: string; month: number; day: number }[];
    readonly easterOffsets: readonly { name: string; en: string; offsetDays: number; lastYear?: number }[];
  };
}

/** A public holiday: its date, Danish and English name. */
export interface Holiday {
  readonly date: string;
  readonly da: string;
  readonly en: string;
}

const rules = lazyData<HolidayRules>('identifiers-and-calendar');

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm). */
export function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return write({ year, month: Math.floor(n / 31), day: (n % 31) + 1 });
}

/** The holidays of the national church in a year, by date. Great Prayer Day ends with 2023. */
export function publicHolidays(year: number): Holiday[] {
  const { fixed, easterOffsets } = rules().holidays;
  const easter = easterSunday(year);
  const moving = easterOffsets
    .filter(({ lastYear }) => lastYear === undefined || year <= lastYear)
    .map(({ name, en, offsetDays }) => ({ date: addDays(easter, offsetDays), da: name, en }));
  const standing = fixed.map(({ name, en, month, day }) => ({ date: write({ year, month, day }), da: name, en }));
  return [...standing, ...moving].sort((one, other) => (one.date < other.date ? -1 : 1));
}

/**
 * Monday to Friday and no public holiday. Days on which a workplace closes besides (24 December, 5 June) are the caller's to
 * name: the guidance does not define a working day.
 */
export function isWorkingDay(date: string, alsoClosed: readonly string[] = []): boolean {
  const weekday = (((dayNumber(date) + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday
  if (weekday === 0 || weekday === 6 || alsoClosed.includes(date)) return false;
  return !publicHolidays(Number(date.slice(0, 4))).some((holiday) => holiday.date === date);
}

/** The date itself, or the first working day after it. */
export function workingDayFrom(date: string, alsoClosed: readonly string[] = []): string {
  let day = date;
  while (!isWorkingDay(day, alsoClosed)) day = addDays(day, 1);
  return day;
}
