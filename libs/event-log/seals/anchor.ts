import { readFileSync, writeFileSync } from 'node:fs';
import { EventLogError } from '../event-log-error.js';
import type { Seal } from './seal.js';

/** The head of the seals as kept elsewhere: what a cut-off tail is found against. */
export type Anchor = Pick<Seal, 'to' | 'root'>;

export const writeAnchor = (file: string, { to, root }: Seal): void =>
  writeFileSync(file, `${JSON.stringify({ to, root })}\n`);

/** @throws EventLogError `log.anchor-invalid`. */
export function readAnchor(file: string): Anchor {
  try {
    const { to, root } = JSON.parse(readFileSync(file, 'utf8')) as Anchor;
    if (Number.isInteger(to) && to > 0 && /^[0-9a-f]{64}$/.test(root)) return { to, root };
  } catch {
    // Said below: unreadable, no JSON and no anchor call for the same.
  }
  throw new EventLogError(
    'log.anchor-invalid',
    'This is no seal head. Name the file that was written when the log was sealed.',
  );
}
