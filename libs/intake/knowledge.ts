/**
 * What intake must know to judge an event: the calendar, the code lists and the numbers that name persons.
 * A port, so that judgement stays pure and its tests can state a code list of their own.
 */

/** Kinds of numbers; an unborn child has none. */
export type NumberKind = 'cpr' | 'substitute' | 'anonymous' | 'person-id';

/**
 * - `good`: in the list and valid on the date.
 * - `unlisted`: not known or not valid then, but the list is not complete: kept as sent, a finding says so.
 * - `unknown`, `not-valid`: the list is complete and does not hold the code, or not on that date.
 * - `not-reportable`: a total of a published table, or a code for internal use.
 */
export type CodeVerdict = 'good' | 'unlisted' | 'unknown' | 'not-valid' | 'not-reportable';

export interface Knowledge {
  judgeCode(list: string, code: string, onDate: string): CodeVerdict;
  /** Whether the number has the form of the kind stated; never by modulus 11. */
  identifierIsValid(kind: NumberKind, number: string): boolean;
  /** YYYY-MM-DD, where a number of that kind tells it. */
  birthDateOf(kind: NumberKind, number: string): string | undefined;
  /** `unknown` only where the number itself says so (an anonymous one). */
  sexOf(kind: NumberKind, number: string): 'female' | 'male' | 'unknown' | undefined;
  /** Whether the text holds something that reads as a CPR number. */
  looksLikeCpr(text: string): boolean;
}
