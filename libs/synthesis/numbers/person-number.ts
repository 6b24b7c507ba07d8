import { addDays, addYears, daysBetween } from '#libs/reference';
import type { Random } from '../random.js';
import {
  adultDays,
  adultPair,
  childDays,
  childPair,
  cprNumber,
  dayFor,
  substituteNumber,
  type Sex,
} from './cpr-number.js';

/** How a person is named in an event. */
export interface Reference {
  readonly kind: 'cpr' | 'substitute' | 'anonymous' | 'person-id' | 'unborn';
  readonly number?: string;
  readonly mother?: NumberOf;
  readonly caseId?: string;
  readonly childNumber?: number;
}

/** A number and its kind. */
export interface NumberOf {
  readonly kind: 'cpr' | 'substitute' | 'anonymous' | 'person-id';
  readonly number: string;
}

/** A made-up person. */
export interface Person {
  readonly birthDate: string;
  readonly sex: Sex;
  readonly cpr: NumberOf;
}

/** The child of a career, born between two days (at least a year apart); undefined where they are nearer. */
export function childBornBetween(child: number, earliest: string, latest: string, random: Random): Person | undefined {
  const last = dayFor(child, childDays, latest, addDays);
  const years = Math.floor(daysBetween(earliest, last) / childDays);
  if (last < earliest) return undefined;
  const birthDate = addDays(last, -childDays * random.whole(0, years));
  return personOf(birthDate, childPair(child), random.chance(0.53) ? 'male' : 'female');
}

/** The child of a career, born within the year after a day. */
export function childBornAfter(child: number, day: string, random: Random): Person {
  const birthDate = dayFor(child, childDays, addDays(day, childDays), addDays);
  return personOf(birthDate, childPair(child), random.chance(0.53) ? 'male' : 'female');
}

/** A brother or sister, of the other sex, so that the two never have one number; a twin when `years` is 0. */
export function siblingOf(child: number, brotherOrSister: Person, years: number): Person {
  const sex = brotherOrSister.sex === 'male' ? 'female' : 'male';
  return personOf(addDays(brotherOrSister.birthDate, -childDays * years), childPair(child), sex);
}

/** Mother (20 to 38 years older) or father of a child. */
export function parentOf(child: number, birthDate: string, sex: Sex, random: Random): Person {
  const latest = addDays(addYears(birthDate, -20), -random.whole(0, 500));
  return personOf(dayFor(child, adultDays, latest, addDays), adultPair(child), sex);
}

/** The number a child is known by until it gets its own. */
export const substituteOf = (child: number, { birthDate, sex }: Person): NumberOf => ({
  kind: 'substitute',
  number: substituteNumber(birthDate, childPair(child), sex),
});

export const personIdOf = (child: number): NumberOf => ({ kind: 'person-id', number: `SYN-${child}` });

function personOf(birthDate: string, pair: number, sex: Sex): Person {
  return { birthDate, sex, cpr: { kind: 'cpr', number: cprNumber(birthDate, pair, sex) } };
}
