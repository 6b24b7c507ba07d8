import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize, type SynthesisOptions } from '#libs/synthesis';

/** Every number that names a person in made-up events, as ten digits. */
export function numbersIn(options: SynthesisOptions): Set<string> {
  const numbers = new Set<string>();
  for (const event of synthesize(options)) collect(event.data, numbers);
  return numbers;
}

function collect(value: unknown, numbers: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, one] of Object.entries(value)) {
    if (name === 'number' && typeof one === 'string') {
      const digits = one.replace('-', '');
      if (/^\d{10}$/.test(digits)) numbers.add(digits);
    } else collect(one, numbers);
  }
}

/** Pseudonyms, hashes and UUIDs: random, and by chance with ten digits in a row that are somebody's number. */
const random = /[pct]_[a-z2-7]{26}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,}/g;

/** How many of the numbers stand in a text, with or without hyphen, also within a longer run of digits. */
export function countIn(text: string, numbers: ReadonlySet<string>): number {
  const found = new Set<string>();
  for (const [run] of text.replace(random, '#').matchAll(/\d[\d-]{9,}/g)) {
    const digits = run.replaceAll('-', '');
    for (let at = 0; at + 10 <= digits.length; at++) {
      const ten = digits.slice(at, at + 10);
      if (numbers.has(ten)) found.add(ten);
    }
  }
  return found.size;
}

/** Names of the files below a directory in which a number stands. */
export const filesWith = (directory: string, numbers: ReadonlySet<string>): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => countIn(readFileSync(path, 'latin1'), numbers) > 0);
