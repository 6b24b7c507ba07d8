import { copenhagenDate, isPlainDate } from '#libs/reference';
import { parsePeriod } from '#libs/reporting';
import type { Narrowing, View } from '#projections';
import type { RowQuery, RowVersion } from '#projections/engine';
import type { TableQuery } from '../house.js';
import { HouseError } from '../house-error.js';

/** A query as the row reader takes it, and what it cannot say: asked of every row. */
export interface Narrowed {
  readonly query: Pick<RowQuery, 'from' | 'to' | 'on'>;
  readonly keeps: (row: RowVersion) => boolean;
}

const everyRow = (): boolean => true;

/** Which of the parts that narrow by days each kind of view takes. */
const parts: Readonly<Record<Narrowing, keyof TableQuery>> = {
  period: 'period',
  day: 'on',
  'reporting-year': 'year',
  'holds-on': 'on',
};

/**
 * How the days of a query narrow a view. Findings that hold only from a later day are left out; without `on`, from today.
 * @throws HouseError `view.query`, ReportingError `period.invalid`.
 */
export function narrow(view: View, query: TableQuery, now: Date): Narrowed {
  checkParts(view, query);
  switch (view.narrowing) {
    case 'period': {
      if (query.period === undefined) return { query: {}, keeps: everyRow };
      const { from, to } = parsePeriod(query.period);
      return { query: { from, to }, keeps: everyRow };
    }
    case 'day':
      return { query: query.on === undefined ? {} : { on: dayOf(query.on) }, keeps: everyRow };
    case 'reporting-year': {
      if (query.year === undefined) return { query: {}, keeps: everyRow };
      const year = yearOf(query.year);
      return { query: {}, keeps: (row) => row.body['reportedYear'] === year };
    }
    case 'holds-on': {
      const day = query.on === undefined ? copenhagenDate(now.toISOString()) : dayOf(query.on);
      return { query: { to: day }, keeps: everyRow };
    }
  }
}

function checkParts(view: View, query: TableQuery): void {
  const mine = parts[view.narrowing];
  for (const part of ['period', 'on', 'year'] as const) {
    if (part !== mine && query[part] !== undefined)
      throw new HouseError('view.query', `The view ${view.name} is narrowed by ${mine}, not by ${part}.`);
  }
}

function dayOf(text: string): string {
  if (isPlainDate(text)) return text;
  throw new HouseError('view.query', 'on is a day that exists, written YYYY-MM-DD.');
}

function yearOf(text: string): number {
  if (/^(19|20)\d{2}$/.test(text)) return Number(text);
  throw new HouseError('view.query', 'year is a year, written YYYY.');
}
