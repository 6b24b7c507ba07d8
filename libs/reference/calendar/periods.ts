import { ReferenceDataError } from '../errors.js';
import { civil, daysInMonth, write } from './plain-date.js';

/** A period with both ends in it. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

export const yearOf = (date: string): number => civil(date).year;

/** The quarter a date lies in, e.g. `2026Q1`. */
export function quarterOf(date: string): string {
  const { year, month } = civil(date);
  return `${String(year).padStart(4, '0')}Q${Math.ceil(month / 3)}`;
}

/** First and last day of a quarter; throws REFERENCE-QUARTER when it is not written like `2026Q1`. */
export function quarterRange(quarter: string): DateRange {
  const match = /^(\d{4})Q([1-4])$/.exec(quarter);
  if (!match) throw new ReferenceDataError('REFERENCE-QUARTER', 'Not a quarter; write it like 2026Q1.');
  const [year, last] = [Number(match[1]), Number(match[2]) * 3];
  return {
    from: write({ year, month: last - 2, day: 1 }),
    to: write({ year, month: last, day: daysInMonth(year, last) }),
  };
}

/** First and last day of a year. */
export const yearRange = (year: number): DateRange => ({
  from: write({ year, month: 1, day: 1 }),
  to: write({ year, month: 12, day: 31 }),
});
