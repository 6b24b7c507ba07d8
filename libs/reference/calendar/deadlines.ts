import { addDays, addMonths } from './date-arithmetic.js';
import { workingDayFrom } from './holidays.js';
import { quarterOf, quarterRange, yearOf, yearRange } from './periods.js';

/** What happened to a measure; only the anchor's rule differs, see `supportDueRule`. */
export type SupportEventKind = 'started' | 'changed' | 'ceased' | 'corrected';

/** Rules the deadlines stand on. */
export const deadlineRules = {
  placement: 'ANB-2.3a',
  supportStarted: 'IND-3.3a',
  supportLater: 'R1',
  form: 'SKE-3a',
  appealForm: 'SKE-3b',
} as const;

/** A deadline that a day alone decides, worked out once: folds ask for the same few days over and over. */
function byDay(dueOf: (date: string) => string): (date: string) => string {
  const known = new Map<string, string>();
  return (date) => {
    let due = known.get(date);
    if (due === undefined) {
      due = dueOf(date);
      if (known.size >= mostDays) known.clear();
      known.set(date, due);
    }
    return due;
  };
}

const mostDays = 10_000;

/** ANB-2.3a: the last day of the month after the quarter the event is dated in (R2); no working-day shift. */
export const placementEventDue = byDay((date) => {
  const firstOfNext = addDays(quarterRange(quarterOf(date)).to, 1);
  return addDays(addMonths(firstOfNext, 1), -1);
});

/** 31 January of the year after: IND-3.3a for a start, R1 for whatever comes later, from the event's own date. */
export const supportEventDue: (date: string, kind?: SupportEventKind) => string = byDay((date) => {
  const { to } = yearRange(yearOf(date));
  return addDays(to, 31);
});

/** The rule behind `supportEventDue`: the guidance speaks of the start only. */
export const supportDueRule = (kind: SupportEventKind): string =>
  kind === 'started' ? deadlineRules.supportStarted : deadlineRules.supportLater;

/** SKE-3a, SKE-3b: four weeks are 28 calendar days, without shift (R25); for an appeal, from the day it was decided. */
export const formDue = byDay((date) => addDays(date, 28));

/**
 * The 15th of the first month after a quarter, or the first working day from then on: HER-7.4a, KRI-8.4a. Only shelters and
 * crisis centres have this shift.
 */
export const stayQuarterDue = (quarter: string, alsoClosed: readonly string[] = []): string =>
  workingDayFrom(addDays(quarterRange(quarter).to, 15), alsoClosed);
