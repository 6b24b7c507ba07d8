import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeLists, listVersion } from '#libs/reference';
import { projectionsOf } from '../data-directory.js';
import { writeWhole } from '../write-whole.js';

const fileOf = (data: string): string => join(projectionsOf(data), 'code-lists.txt');

/** Every list as the process knows it, an operator's additions in it. */
function digest(): string {
  const hash = createHash('sha256');
  for (const { id } of codeLists()) hash.update(`${id} ${listVersion(id)}\n`);
  return hash.digest('hex');
}

/** Whether the projections were built with other code lists. */
export const codesChanged = (data: string): boolean =>
  existsSync(fileOf(data)) && readFileSync(fileOf(data), 'utf8').trim() !== digest();

export function rememberCodes(data: string): void {
  mkdirSync(projectionsOf(data), { recursive: true, mode: 0o700 });
  if (!existsSync(fileOf(data)) || codesChanged(data)) writeWhole(fileOf(data), `${digest()}\n`);
}
