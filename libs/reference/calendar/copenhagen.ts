import { DateTime, IANAZone } from 'luxon';
import { ReferenceDataError } from '../errors.js';
import { civil, isPlainDate } from './plain-date.js';

const zone = IANAZone.create('Europe/Copenhagen');
const millisecondsOfAnHour = 3_600_000;

/** RFC 3339 with its offset: an instant without one would be read in the zone of whichever machine runs. */
const instantForm = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Offsets of hours already asked for: the zone changes on the hour, and asking the zone is the slow part. */
const offsets = new Map<number, number>();
const mostOffsets = 50_000;

function offsetAt(milliseconds: number): number {
  const hour = Math.floor(milliseconds / millisecondsOfAnHour);
  let offset = offsets.get(hour);
  if (offset === undefined) {
    if (offsets.size >= mostOffsets) offsets.clear();
    offset = zone.offset(hour * millisecondsOfAnHour);
    offsets.set(hour, offset);
  }
  return offset;
}

/** Local date and time, `YYYY-MM-DDTHH:mm:ss.sss`. */
function local(instant: string): string {
  const written = instantForm.exec(instant);
  // The platform alone would read 30 February as 2 March.
  const milliseconds = written && isPlainDate(written[1]!) ? Date.parse(instant) : NaN;
  if (Number.isNaN(milliseconds)) {
    throw new ReferenceDataError(
      'REFERENCE-INSTANT',
      'Not an instant; write it with its offset, like 2026-01-31T12:00:00Z.',
    );
  }
  return new Date(milliseconds + offsetAt(milliseconds) * 60_000).toISOString();
}

/** Instants of late asked for: a case is folded anew with every event, and its recorded times are read each time. */
const dates = new Map<string, string>();
const mostDates = 50_000;

/** The calendar date in Copenhagen at an instant (RFC 3339). */
export function copenhagenDate(instant: string): string {
  let date = dates.get(instant);
  if (date === undefined) {
    date = local(instant).slice(0, 10);
    if (dates.size >= mostDates) dates.clear();
    dates.set(instant, date);
  }
  return date;
}

/** Local time in Copenhagen at an instant, `YYYY-MM-DDTHH:mm:ss` without offset, the fraction cut off. */
export const copenhagenTime = (instant: string): string => local(instant).slice(0, 19);

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
