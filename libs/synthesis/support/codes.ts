import { endAgeOf, lookUp } from '#libs/reference';
import type { Random } from '../random.js';

/** Early efforts (§ 30): the shares are a choice. */
const early = [
  ['405', 55],
  ['401', 15],
  ['402', 10],
  ['403', 20],
] as const;

/** Measures of children under 18 in their family. */
const ordinary = [
  ['415', 14],
  ['230', 22],
  ['430', 8],
  ['420', 26],
  ['225', 12],
  ['440', 8],
  ['210', 3],
  ['406', 3],
  ['425', 2],
  ['240', 1],
  ['409', 3],
  ['408', 2],
  ['260', 1],
  ['455', 1],
] as const;

/** Youth support: until 23. */
const youth = [
  ['270', 35],
  ['275', 25],
  ['290', 25],
  ['250', 10],
  ['273', 5],
] as const;

const onDay = (codes: readonly (readonly [code: string, weight: number])[], day: string) =>
  codes.filter(([code]) => lookUp('supportMeasurePgf', code, day).state === 'known');

/** A measure code that is valid on a day. */
export const earlyCode = (random: Random, day: string): string => random.weighted(onDay(early, day));
export const ordinaryCode = (random: Random, day: string): string => random.weighted(onDay(ordinary, day));
export const youthCode = (random: Random, day: string): string => random.weighted(onDay(youth, day));

/** Another code with the same age limit. */
export function otherCode(random: Random, day: string, code: string): string {
  const others = onDay(ordinary, day).filter(([other]) => other !== code && endAgeOf(other) === endAgeOf(code));
  return random.weighted(others);
}
