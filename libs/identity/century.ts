/**
 * The century of a birth year, told by the 7th digit and the two digits of the year together.
 * Source: the table of digit 7 in CPR-kontoret's "Opbygning af CPR-nummeret", as set out in Danish Wikipedia's article CPR-nummer.
 */
export const centuryTable = [
  { digits: '0123', from: 0, to: 99, century: 1900 },
  { digits: '49', from: 0, to: 36, century: 2000 },
  { digits: '49', from: 37, to: 99, century: 1900 },
  { digits: '5678', from: 0, to: 57, century: 2000 },
  { digits: '5678', from: 58, to: 99, century: 1800 },
] as const;

/** The full year of birth of a number with this 7th digit (one character) and two-digit year. */
export function fullYear(digit7: string, yy: number): number {
  const row = centuryTable.find((row) => row.digits.includes(digit7) && row.from <= yy && yy <= row.to);
  if (!row) throw new RangeError('The table of centuries covers one digit and a year from 0 to 99.');
  return row.century + yy;
}

/** Whether the day is in the (Gregorian) calendar. */
export function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
  return day <= days;
}
