import { ReferenceDataError } from '../errors.js';

/**
 * Plain Danish calendar dates are strings `YYYY-MM-DD`: they compare with `<` and have no zone. Years run from 0001 to 9999.
 * No `Date` leaves this folder.
 */
const millisecondsOfADay = 86_400_000;

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** True when the text is a date YYYY-MM-DD that exists. */
export function isPlainDate(text: string): boolean {
  return typeof text === 'string' && read(text) !== undefined;
}

/** Year, month and day of a plain date; throws REFERENCE-DATE for anything else. */
export function civil(date: string): Civil {
  const parts = read(date);
  if (!parts) throw new ReferenceDataError('REFERENCE-DATE', 'Not a date that exists; write it YYYY-MM-DD.');
  return parts;
}

/** Sign by sign: dates are read in every fold of a case, and a pattern's match costs several times as much. */
function read(text: string): Civil | undefined {
  if (typeof text !== 'string' || text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return undefined;
  return { year, month, day };
}

/** The number that the signs of a text write; NaN when one of them is no digit. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Writes a date; throws REFERENCE-DATE when the year leaves 0001–9999. */
export function write({ year, month, day }: Civil): string {
  if (year < 1 || year > 9999) throw new ReferenceDataError('REFERENCE-DATE', 'The date leaves the years 1 to 9999.');
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  const { year, month, day } = civil(date);
  // Date.UTC reads the years 0 to 99 as 1900 to 1999.
  const time = year < 100 ? new Date(0).setUTCFullYear(year, month - 1, day) : Date.UTC(year, month - 1, day);
  return time / millisecondsOfADay;
}

/** The date that many days after 1970-01-01. */
export function fromDayNumber(days: number): string {
  const date = new Date(days * millisecondsOfADay);
  return write({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
}
