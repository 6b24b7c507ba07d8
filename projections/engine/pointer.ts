import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Projection } from './port.js';

type Files = Readonly<Record<string, string>>;

const pointerFile = (directory: string): string => join(directory, 'current.json');

const nameOf = ({ name, version }: Projection): string => `${name}.v${version}`;

function read(directory: string): Files {
  const path = pointerFile(directory);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Files) : {};
}

/** The file that holds a projection's rows now; its first build where none was pointed to. */
export const currentFile = (directory: string, projection: Projection): string =>
  read(directory)[nameOf(projection)] ?? `${nameOf(projection)}.1.sqlite`;

/** The next build of a projection, beside the present one. */
export function nextFile(directory: string, projection: Projection): string {
  const build = Number(/\.(\d+)\.sqlite$/.exec(currentFile(directory, projection))![1]);
  return `${nameOf(projection)}.${build + 1}.sqlite`;
}

/** Cuts over in one rename. */
export function pointTo(directory: string, files: ReadonlyMap<Projection, string>): void {
  const all = { ...read(directory) };
  for (const [projection, file] of files) all[nameOf(projection)] = file;
  const draft = `${pointerFile(directory)}.draft`;
  writeFileSync(draft, `${JSON.stringify(all, null, 2)}\n`);
  renameSync(draft, pointerFile(directory));
}
