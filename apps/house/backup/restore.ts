import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { logFile, verifyLog } from '#libs/event-log';
import { assertEmpty, writeKind } from '../data-directory.js';
import { HouseError } from '../house-error.js';
import { readBackup, type BackupNote } from './backup-note.js';

/**
 * Lays a backup into an empty directory and verifies the log against the seal it was made under. The log is laid first and what makes
 * the directory a house last, so that nothing opens one that was not restored to its end. The projections are built from the log at the
 * next start. @throws HouseError `data.not-empty`, `data.backup-damaged`.
 */
export async function restoreHouse(from: string, to: string): Promise<BackupNote> {
  assertEmpty(to);
  const note = await readBackup(from);
  const names = Object.keys(note.files);
  for (const name of [...names.filter((one) => one === logFile), ...names.filter((one) => one !== logFile)]) {
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
  writeKind(to, note.kind);
  return note;
}
