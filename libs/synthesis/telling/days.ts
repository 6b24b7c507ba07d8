import { addDays, daysBetween } from '#libs/reference';
import type { Random } from '../random.js';

/** A day from one to another, both included; the first where the second lies before it. */
export const dayBetween = (random: Random, from: string, to: string): string =>
  addDays(from, random.whole(0, Math.max(0, daysBetween(from, to))));

/** The earlier of two days. */
export const earlier = (one: string, other: string): string => (one < other ? one : other);

/** Days apart from each other, in order, between two days (neither included); fewer where there is no room. */
export function daysApart(random: Random, from: string, to: string, count: number): string[] {
  const days = new Set<string>();
  for (let n = 0; n < count; n++) {
    const day = dayBetween(random, addDays(from, 1), addDays(to, -1));
    if (day > from && day < to) days.add(day);
  }
  return [...days].sort();
}
