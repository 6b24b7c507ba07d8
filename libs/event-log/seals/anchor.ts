import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { EventLogError } from '../event-log-error.js';
import type { SideStreams } from '../port.js';
import { sealHead } from './seal-log.js';
import type { Seal } from './seal.js';

/** The head of the seals as kept elsewhere: what a cut-off tail and a rewritten log are found against. */
export type Anchor = Pick<Seal, 'to' | 'root'>;

/**
 * Writes the last seal to a file, as JSON; keep it where who can write the log cannot. The file is there whole or not at all.
 * @throws EventLogError `log.not-sealed`.
 */
export function exportAnchor(side: SideStreams, file: string): Seal {
  const head = sealHead(side);
  if (!head) throw new EventLogError('log.not-sealed', 'This log has no seal yet. Seal it first.');
  const part = `${file}.part`;
  const handle = openSync(part, 'w');
  writeFileSync(handle, `${JSON.stringify(head)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(part, file);
  return head;
}

/** Reads what `exportAnchor` wrote. @throws EventLogError `log.anchor-invalid`. */
export function readAnchor(file: string): Anchor {
  try {
    const { to, root } = JSON.parse(readFileSync(file, 'utf8')) as Anchor;
    if (Number.isSafeInteger(to) && to > 0 && /^[0-9a-f]{64}$/.test(root)) return { to, root };
  } catch {
    // Said below: unreadable, no JSON and no anchor call for the same.
  }
  throw new EventLogError(
    'log.anchor-invalid',
    'This is no seal head. Name the file that was written when the log was sealed.',
  );
}
