import { DateTime } from 'luxon';
import { ReferenceDataError } from '../errors.js';
import { civil } from './plain-date.js';

const zone = 'Europe/Copenhagen';

/** RFC 3339 with its offset: an instant without one would be read in the zone of whichever machine runs. */
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

function local(instant: string): DateTime {
  const time = instantForm.test(instant) ? DateTime.fromISO(instant, { zone }) : undefined;
  if (!time?.isValid) {
    throw new ReferenceDataError(
      'REFERENCE-INSTANT',
      'Not an instant; write it with its offset, like 2026-01-31T12:00:00Z.',
    );
  }
  return time;
}

/** The calendar date in Copenhagen at an instant (RFC 3339). */
export const copenhagenDate = (instant: string): string => local(instant).toFormat('yyyy-MM-dd');

/** Local time in Copenhagen at an instant, `YYYY-MM-DDTHH:mm:ss` without offset, the fraction cut off. */
export const copenhagenTime = (instant: string): string => local(instant).toFormat("yyyy-MM-dd'T'HH:mm:ss");

/**
 * The last millisecond of a day in Copenhagen, as a UTC instant: `2026-01-31` → `2026-01-31T22:59:59.999Z`.
 * Inclusive, so that what was recorded on the day is what is `<=` it; our recorded times are whole milliseconds.
 */
export function endOfDayInCopenhagen(date: string): string {
  return DateTime.fromObject({ ...civil(date) }, { zone })
    .endOf('day')
    .toUTC()
    .toISO()!;
}
