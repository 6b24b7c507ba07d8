import type { EventReader } from '#libs/event-log';
import { endOfDayInCopenhagen, isPlainDate } from '#libs/reference';
import { ReportingError } from '../reporting-error.js';

/** What is needed to place a moment in the log. */
export interface AsOfContext {
  readonly reader: Pick<EventReader, 'head' | 'ordinalAt'>;
  /** What our clock says. */
  readonly now: Date;
  /** A view may look ahead and sees all there is; a delivery may not, since more could still come to belong to the moment. */
  readonly allowAhead?: boolean;
}

const instantForm = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * The ordinal that "as of" names: an ordinal (`4711`); an RFC 3339 instant with its offset; a plain date, which is the end of that day
 * in Europe/Copenhagen; `now`, or nothing, for the head. An instant resolves by the running maximum of the recorded times; 0 where
 * nothing was recorded by then.
 * Throws ReportingError `as-of.invalid`; `delivery.as-of-ahead` for an ordinal beyond the head or a moment that is not over, unless
 * `allowAhead`: then the head.
 */
export function resolveAsOf(text: string | undefined, { reader, now, allowAhead = false }: AsOfContext): number {
  const head = reader.head();
  if (text === undefined || text === '' || text === 'now') return head;
  const ordinal = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  const instant = ordinal === undefined ? instantOf(text) : undefined;
  // What is recorded in this very millisecond may still be on its way into the log.
  const isAhead = instant === undefined ? ordinal! > head : Date.parse(instant) >= now.getTime();
  if (!isAhead) return instant === undefined ? ordinal! : reader.ordinalAt(instant);
  if (allowAhead) return head;
  throw asOfAhead(head);
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
    'Not a moment; write an ordinal, a date like 2026-03-31, an instant with its offset like 2026-03-31T12:00:00Z, or "now".',
  );
}

/** What a delivery answers when it is asked for what has not come. */
export const asOfAhead = (head: number): ReportingError =>
  new ReportingError(
    'delivery.as-of-ahead',
    `A delivery cannot be made as of a moment that is not over; the log ends at ordinal ${head}. Ask for that, for an earlier one, or for "now".`,
  );
