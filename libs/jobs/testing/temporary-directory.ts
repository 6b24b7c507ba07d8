import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A directory of its own for a test; `removeTemporaryDirectories` clears all of them away. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'jobs-'));
  made.push(directory);
  return directory;
}

export function removeTemporaryDirectories(): void {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
}
