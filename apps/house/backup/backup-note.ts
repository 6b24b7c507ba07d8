import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { HouseKind } from '../data-directory.js';
import { HouseError } from '../house-error.js';

/** Name of the file that says what a backup holds; it is written last, so a backup without one is not whole. */
export const backupFile = 'backup.json';

export interface BackupNote {
  readonly format: 1;
  readonly kind: HouseKind;
  readonly build: string;
  /** RFC 3339 in UTC. */
  readonly at: string;
  /** The largest ordinal of the log in it. */
  readonly ordinal: number;
  /** The seal it was made under; absent for an empty log. */
  readonly seal?: { readonly to: number; readonly root: string };
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

/** Every file below a directory but the note itself. */
export async function hashesOf(directory: string): Promise<Record<string, { bytes: number; sha256: string }>> {
  const files: Record<string, { bytes: number; sha256: string }> = {};
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  for (const path of paths) {
    const name = relative(directory, path);
    if (name === backupFile) continue;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    files[name] = { bytes: statSync(path).size, sha256: hash.digest('hex') };
  }
  return files;
}

/** @throws HouseError `data.backup-damaged` when it is none, or a file is not as it was written. */
export async function readBackup(directory: string): Promise<BackupNote> {
  const note = parse(directory);
  const found = await hashesOf(directory);
  for (const [name, { sha256 }] of Object.entries(note.files))
    if (found[name]?.sha256 !== sha256) throw damaged(`the file ${name} is missing or not as it was written`);
  return note;
}

function parse(directory: string): BackupNote {
  try {
    const note = JSON.parse(readFileSync(join(directory, backupFile), 'utf8')) as BackupNote;
    if (note.format === 1 && typeof note.files === 'object') return note;
  } catch {
    // Said below.
  }
  throw damaged(`there is no ${backupFile} that this build can read`);
}

const damaged = (what: string): HouseError =>
  new HouseError('data.backup-damaged', `This is no whole backup: ${what}. Use another one.`);
