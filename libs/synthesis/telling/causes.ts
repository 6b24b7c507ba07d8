import type { Random } from '../random.js';

/** Decisive causes but "Andet" and "Uoplyst", which would give a warning. */
const causes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18].map((n) => `UDSLAG${n}`);

/** One to three causes. */
export function causesFor(random: Random): string[] {
  const found = new Set<string>();
  for (let n = random.whole(1, 3); n > 0; n--) found.add(random.chance(0.3) ? 'UDSLAG14' : random.pick(causes));
  return [...found];
}
