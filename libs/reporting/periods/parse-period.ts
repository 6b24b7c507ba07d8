import { quarterRange, yearRange, type DateRange } from '#libs/reference';
import { ReportingError } from '../reporting-error.js';

/** What a period's text stands for. */
export type PeriodKind = 'quarter' | 'year' | 'stock';

/** `2026Q1` is a quarter, `2026` a year, the empty text a full stock. Throws ReportingError `period.invalid`. */
export function periodKind(period: string): PeriodKind {
  if (period === '') return 'stock';
  if (/^\d{4}Q[1-4]$/.test(period)) return 'quarter';
  if (/^\d{4}$/.test(period)) return 'year';
  throw new ReportingError('period.invalid', 'Not a period; write a quarter like 2026Q1 or a year like 2026.');
}

/**
 * First and last day of a period, both in it; a full stock reaches from the empty text, which sorts before every date, to
 * `9999-12-31`. Throws ReportingError `period.invalid`.
 */
export function parsePeriod(period: string): DateRange {
  switch (periodKind(period)) {
    case 'stock':
      return { from: '', to: '9999-12-31' };
    case 'quarter':
      return quarterRange(period);
    case 'year':
      return yearRange(Number(period));
  }
}
