import { daysBetween } from '#libs/reference';

export type Sex = 'female' | 'male';

/**
 * A made-up CPR number: day, month and year of birth, and a serial whose first digit gives the century and whose last the sex. Modulus
 * 11 is not held to, as real numbers since 2007 are not. `pair` is one of 2 995 pairs (a woman's and a man's number) of a day;
 * the serials of anonymous numbers (9990, 9998, 9999) are never reached.
 */
export function cprNumber(birthDate: string, pair: number, sex: Sex): string {
  return `${daysOf(birthDate)}-${serialOf(birthDate, pair, sex)}`;
}

/** The same as a substitute number (erstatningspersonnummer): the day raised by 60. */
export function substituteNumber(birthDate: string, pair: number, sex: Sex): string {
  const days = daysOf(birthDate);
  return `${Number(days.slice(0, 2)) + 60}${days.slice(2)}-${serialOf(birthDate, pair, sex)}`;
}

const daysOf = (date: string): string => date.slice(8, 10) + date.slice(5, 7) + date.slice(2, 4);

/** 4000–9999 belong to those born from 2000 to 2036; 0000–4999 and 9000–9999 to those born from 1937 to 1999. */
function serialOf(birthDate: string, pair: number, sex: Sex): string {
  const place = 2 * pair + (sex === 'male' ? 1 : 0);
  if (birthDate >= '2000') return String(4000 + place);
  return String(place < 5000 ? place : 4000 + place).padStart(4, '0');
}

/** How many days of birth a number's remainder chooses among. */
export const childDays = 365;
export const adultDays = 6000;
/** Pairs below this are children's, those from it on adults'. */
const firstAdultPair = 2400;

/** The pair of a child's number. With a birth date on the child's own day (see `dayFor`) no two children share one. */
export const childPair = (child: number): number => Math.floor(child / childDays);

/** The pair of a parent's number, on the same terms. */
export const adultPair = (adult: number): number => firstAdultPair + Math.floor(adult / adultDays);

const epoch = '1900-01-01';

/** The last day not after `latest` that belongs to the number: one in every `days` days does. */
export function dayFor(
  number: number,
  days: number,
  latest: string,
  shift: (day: string, by: number) => string,
): string {
  const over = (((daysBetween(epoch, latest) - number) % days) + days) % days;
  return shift(latest, -over);
}
