import { addDays, addYears } from '#libs/reference';
import { childBornAfter, childBornBetween, type Person } from './numbers/person-number.js';
import type { Random } from './random.js';
import type { Age } from './scene.js';

/**
 * A child of the right age throughout: under 18 all the time, turning 18 on the way (and under 23 all the time), or 18 to 22
 * all the time; or born within the year after the start. Undefined where the time is too long or too short for it.
 */
export function childAged(child: number, age: Age, start: string, last: string, random: Random): Person | undefined {
  if (age === 'unborn') return childBornAfter(child, start, random);
  if (age === 'child') return childBornBetween(child, addDays(addYears(last, -18), 2), addDays(start, -150), random);
  if (age === 'youth') {
    return childBornBetween(child, addDays(addYears(last, -23), 3), addDays(addYears(start, -18), -40), random);
  }
  const earliest = addDays(addYears(start, -18), 60);
  const under23 = addDays(addYears(last, -23), 3);
  return childBornBetween(child, earliest > under23 ? earliest : under23, addDays(addYears(last, -18), -30), random);
}
