import type { EventReader } from '#libs/event-log';
import { endOfDayInCopenhagen, isPlainDate } from '#libs/reference';
import { ReportingError } from '../reporting-error.js';

export interface AsOfParts {
  readonly reader: Pick<EventReader, 'head' | 'ordinalAt'>;
  /** The instant it is now, RFC 3339. */
  readonly now: string;
  /** What to do with a moment that has not come: a delivery refuses it, a query may take the head instead. Default `refuse`. */
  readonly ahead?: 'refuse' | 'head';
}

const instantForm = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * The ordinal that "as of" names: an ordinal (`4711`), an RFC 3339 instant with its offset, or a plain date, which is the end of that
 * day in Europe/Copenhagen. An instant resolves by the running maximum of the recorded times; 0 where nothing was recorded yet.
 * Throws ReportingError `as-of.invalid`, `delivery.as-of-ahead`.
 */
export function resolveAsOf(text: string, { reader, now, ahead = 'refuse' }: AsOfParts): number {
  const head = reader.head();
  if (/^\d{1,15}$/.test(text)) return notAhead(Number(text), Number(text) > head, head, ahead);
  const instant = instantOf(text);
  return notAhead(reader.ordinalAt(instant), Date.parse(instant) > Date.parse(now), head, ahead);
}

/** The instant in UTC with milliseconds: what lies below a millisecond is cut off, as our recorded times have none of it. */
function instantOf(text: string): string {
  if (isPlainDate(text)) return endOfDayInCopenhagen(text);
  const written = instantForm.exec(text);
  // The platform alone would read 30 February as 2 March.
  const milliseconds = written && isPlainDate(written[1]!) ? Date.parse(text.toUpperCase()) : NaN;
  if (!Number.isNaN(milliseconds)) return new Date(milliseconds).toISOString();
  throw new ReportingError(
    'as-of.invalid',
    'Not a moment; write an ordinal, a date like 2026-03-31, or an instant with its offset like 2026-03-31T12:00:00Z.',
  );
}

function notAhead(ordinal: number, isAhead: boolean, head: number, ahead: 'refuse' | 'head'): number {
  if (!isAhead) return ordinal;
  if (ahead === 'head') return head;
  throw asOfAhead(head);
}

/** What a delivery answers when it is asked for what has not come. */
export const asOfAhead = (head: number): ReportingError =>
  new ReportingError(
    'delivery.as-of-ahead',
    `A delivery cannot be made as of a moment that has not come; the log ends at ordinal ${head}. Ask for that or an earlier one.`,
  );
