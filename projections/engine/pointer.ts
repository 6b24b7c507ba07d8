import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Projection } from './port.js';
import { rowFormat } from './rows/row-file.js';
import { routingFormat } from './routing/routing-format.js';

/** Name of what a file holds, without its build: two files of one name hold the same. */
export const rowsName = ({ name, version }: Projection): string => `${name}.v${version}-f${rowFormat}`;
export const routingName = `routing.v${routingFormat}`;

type Files = Readonly<Record<string, string>>;

const pointerFile = (directory: string): string => join(directory, 'current.json');

/** A pointer that a power cut left unreadable points nowhere, as none does: what it pointed to is built anew. */
function read(directory: string): Files {
  try {
    return JSON.parse(readFileSync(pointerFile(directory), 'utf8')) as Files;
  } catch {
    return {};
  }
}

/** The file in use; the first build where none was pointed to. */
export const currentFile = (directory: string, name: string): string => read(directory)[name] ?? `${name}.1.sqlite`;

/** The next build, beside the present one. */
export function nextFile(directory: string, name: string): string {
  const build = Number(/\.(\d+)\.sqlite$/.exec(currentFile(directory, name))![1]);
  return `${name}.${build + 1}.sqlite`;
}

/** Cuts over in one rename. */
export function pointTo(directory: string, files: ReadonlyMap<string, string>): void {
  const draft = `${pointerFile(directory)}.draft`;
  writeFileSync(draft, `${JSON.stringify({ ...read(directory), ...Object.fromEntries(files) }, null, 2)}\n`);
  renameSync(draft, pointerFile(directory));
}

/** Deletes the other files of these names: older builds, and what a build that was killed left. */
export function removeOthers(directory: string, names: readonly string[]): void {
  const kept = new Set(names.map((name) => currentFile(directory, name)));
  for (const found of readdirSync(directory)) {
    const file = /^(.*)\.\d+\.sqlite/.exec(found);
    if (file && names.includes(file[1]!) && !kept.has(found.replace(/-(wal|shm)$/, '')))
      rmSync(join(directory, found), { force: true });
  }
}
