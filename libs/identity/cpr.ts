import { fullYear, isDate } from './century.js';

/**
 * The numbers that stand for a person, read without any register. Pure. The last digit is never checked by modulus 11:
 * CPR-kontoret gives out numbers that fail it (since 1 October 2007), so a check would refuse living children.
 */

/** What the day of a substitute number is raised by (CPR-kontoret, "Erstatningspersonnummer i eksterne systemer"). */
const substituteDay = 60;

/** Written as ten digits, or with a hyphen or a space between the date and the serial. */
const written = /^\d{6}[- ]?\d{4}$/;

/** The form a number is looked up and kept in: no hyphens, no white space, upper case. */
export function normalise(number: string): string {
  // As most are written; asked for several times an event.
  if (written.test(number)) return number.length === 10 ? number : number.slice(0, 6) + number.slice(7);
  return number.replace(/[-\s]/g, '').toUpperCase();
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The date a ten-digit number tells, its day lowered by `raised`; undefined when it tells none. */
function dateOf(number: string, raised: 0 | typeof substituteDay): Parts | undefined {
  if (!written.test(number.trim())) return undefined;
  const digits = normalise(number);
  const ddmmyy = Number(digits.slice(0, 6));
  const [day, month, yy] = [Math.trunc(ddmmyy / 10_000), Math.trunc(ddmmyy / 100) % 100, ddmmyy % 100];
  const year = fullYear(digits.charAt(6), yy);
  return isDate(year, month, day - raised) ? { year, month, day: day - raised } : undefined;
}

/** An ordinary CPR number: DDMMYY, with or without hyphen, and a serial whose first digit gives a century in which the date exists. */
export function isOrdinaryCpr(number: string): boolean {
  return dateOf(number, 0) !== undefined;
}

/** A substitute number (*erstatningspersonnummer*): as an ordinary number, the day raised by 60. */
export function isSubstituteNumber(number: string): boolean {
  return dateOf(number, substituteDay) !== undefined;
}

/** The serials of numbers that many persons share, and the sex each says; 9990 is even, and yet says no sex. */
const sharedSerials: Readonly<Record<string, Sex>> = { '9998': 'female', '9999': 'male', '9990': 'unknown' };

/**
 * An anonymous number: 123456 (birth date unknown) or a birth date, and 9998 (woman), 9999 (man) or 9990 (other or unknown).
 * The first digit of that serial says no century, so the date need only exist in 19YY or 20YY.
 */
export function isAnonymousNumber(number: string): boolean {
  if (!written.test(number.trim())) return false;
  const digits = normalise(number);
  if (!(digits.slice(6) in sharedSerials)) return false;
  if (digits.startsWith('123456')) return true;
  const [day, month, yy] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2))) as [number, number, number];
  return isDate(1900 + yy, month, day) || isDate(2000 + yy, month, day);
}

/** A person-id (formerly *udlændingenummer*): 1–256 characters (UDL_NR of the L231 schema), at least one that is kept. */
export function isPersonId(number: string): boolean {
  return number.length <= 256 && normalise(number).length >= 1;
}

/**
 * A non-standard number (*ukurant cpr-nummer*): 10–16 letters, digits and hyphens, the first six a date. A recogniser for
 * the web solution's tick box; as an identifier it is sent as a person-id.
 */
export function isNonStandardNumber(number: string): boolean {
  const text = number.trim();
  if (!/^\d{6}[\p{L}\d-]{4,10}$/u.test(text)) return false;
  const [day, month, yy] = [0, 2, 4].map((at) => Number(text.slice(at, at + 2))) as [number, number, number];
  return [1800, 1900, 2000].some((century) => isDate(century + yy, month, day));
}

/** Birth date (YYYY-MM-DD) told by an ordinary or substitute number; undefined for any other text. */
export function birthDateOf(number: string): string | undefined {
  const date = dateOf(number, 0) ?? dateOf(number, substituteDay);
  if (!date) return undefined;
  return `${date.year}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`;
}

/** Sex as the events write it; a number alone says only female or male, an anonymous one also unknown. */
export type Sex = 'female' | 'male' | 'unknown';

/** Sex told by an ordinary or substitute number: the last digit is even for women; undefined for any other text. */
export function sexOf(number: string): 'female' | 'male' | undefined {
  if (birthDateOf(number) === undefined) return undefined;
  return Number(number.trim().slice(-1)) % 2 === 0 ? 'female' : 'male';
}

/** Sex told by the serial of an anonymous number; undefined for any other text. */
export function sexOfAnonymous(number: string): Sex | undefined {
  return isAnonymousNumber(number) ? sharedSerials[normalise(number).slice(6)] : undefined;
}
