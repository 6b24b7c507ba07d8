import { civil, dayNumber, daysInMonth, fromDayNumber, isLeapYear, write } from './plain-date.js';

/** The date `days` days later (earlier, when negative). */
export const addDays = (date: string, days: number): string => fromDayNumber(dayNumber(date) + days);

/** The day before. */
export const dayBefore = (date: string): string => addDays(date, -1);

/** Whole days from one date to another; negative when `to` lies before. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** The same day `months` months later, or the last day of a month that is too short. */
export function addMonths(date: string, months: number): string {
  const from = civil(date);
  const index = from.year * 12 + from.month - 1 + months;
  const [year, month] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return write({ year, month, day: Math.min(from.day, daysInMonth(year, month)) });
}

/**
 * The anniversary `years` years later. 29 February falls on **1 March** in a year without it (reading H1): a year of life
 * is complete when 28 February has passed, and comparing the digits of two dates gives the same age.
 */
export function addYears(date: string, years: number): string {
  const from = civil(date);
  const year = from.year + years;
  const missing = from.month === 2 && from.day === 29 && !isLeapYear(year);
  return write(missing ? { year, month: 3, day: 1 } : { ...from, year });
}

/** Completed years of life on a day; by the same rule as `addYears`. Negative before birth. */
export function ageOn(birthDate: string, on: string): number {
  const [birth, day] = [civil(birthDate), civil(on)];
  const before = day.month < birth.month || (day.month === birth.month && day.day < birth.day);
  return day.year - birth.year - (before ? 1 : 0);
}
