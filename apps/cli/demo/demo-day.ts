import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPlainDate } from '#libs/reference';

const file = 'demo-day.txt';

/**
 * The last day the demo tells of: the day it was first run, kept beside its data, so that a second run tells the same and adds
 * nothing.
 */
export function demoDay(data: string, today: string): string {
  const path = join(data, file);
  if (existsSync(path)) {
    const kept = readFileSync(path, 'utf8').trim();
    if (isPlainDate(kept)) return kept;
  }
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileSync(path, `${today}\n`);
  return today;
}
