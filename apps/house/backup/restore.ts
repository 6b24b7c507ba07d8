import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { verifyLog } from '#libs/event-log';
import { assertEmpty, enterDirectory } from '../data-directory.js';
import { HouseError } from '../house-error.js';
import { readBackup, type BackupNote } from './backup-note.js';

/**
 * Lays a backup into an empty directory and verifies the log against the seal it was made under. The projections are built from
 * the log at the next start. @throws HouseError `data.not-empty`, `data.backup-damaged`.
 */
export async function restoreHouse(from: string, to: string): Promise<BackupNote> {
  assertEmpty(to);
  const note = await readBackup(from);
  enterDirectory(to, note.kind);
  for (const name of Object.keys(note.files)) {
    mkdirSync(dirname(join(to, name)), { recursive: true, mode: 0o700 });
    cpSync(join(from, name), join(to, name));
  }
  const verdict = await verifyLog(to, note.seal ? { anchor: note.seal } : {});
  const [problem] = verdict.problems;
  if (problem && note.ordinal > 0)
    throw new HouseError(
      'data.backup-damaged',
      `The restored log does not verify: ${problem.sentence} Use another backup.`,
    );
  return note;
}
