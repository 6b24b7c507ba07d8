import { isAnonymousNumber, isOrdinaryCpr, isPersonId, isSubstituteNumber, normalise } from './cpr.js';
import type { IdentifierKind } from './port.js';

/**
 * Why a number is not of the kind the sender stated. Stable; none of them carries the number.
 *
 * - `missing`: the kind needs a number and there is none.
 * - `not-allowed`: an unborn child has no number of its own (ANB-2.2.1a, IND-3.2.5a).
 * - `not-ten-digits`: not DDMMYYSSSS with or without hyphen.
 * - `no-such-date`: the first six digits and the 7th are no day of the calendar.
 * - `is-substitute`: stated as `cpr`, but its day is raised by 60: state it as `substitute`.
 * - `is-ordinary`: stated as `substitute`, but its day is not raised by 60: state it as `cpr`.
 * - `not-anonymous`: stated as `anonymous`, but does not end in 9998, 9999 or 9990 after 123456 or a birth date.
 * - `length`: a person-id is 1–256 characters.
 */
export type IdentifierReason =
  | 'missing'
  | 'not-allowed'
  | 'not-ten-digits'
  | 'no-such-date'
  | 'is-substitute'
  | 'is-ordinary'
  | 'not-anonymous'
  | 'length';

export type IdentifierVerdict = { readonly ok: true } | { readonly ok: false; readonly reason: IdentifierReason };

const ok: IdentifierVerdict = { ok: true };
const no = (reason: IdentifierReason): IdentifierVerdict => ({ ok: false, reason });

/** Judges a number against the kind its sender stated; the kind is never guessed. No clock: a birth date ahead is not its matter. */
export function validateIdentifier(kind: IdentifierKind, number: string | undefined): IdentifierVerdict {
  if (kind === 'unborn') return number === undefined ? ok : no('not-allowed');
  if (number === undefined || normalise(number) === '') return no('missing');
  if (kind === 'person-id') return isPersonId(number) ? ok : no('length');
  if (!/^\d{6}[- ]?\d{4}$/.test(number.trim())) return no('not-ten-digits');
  if (kind === 'anonymous') return isAnonymousNumber(number) ? ok : no('not-anonymous');
  if (kind === 'cpr')
    return isOrdinaryCpr(number) ? ok : no(isSubstituteNumber(number) ? 'is-substitute' : 'no-such-date');
  return isSubstituteNumber(number) ? ok : no(isOrdinaryCpr(number) ? 'is-ordinary' : 'no-such-date');
}
