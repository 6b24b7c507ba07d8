import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** A source file: its path from the root, with slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const rooms = ['apps', 'libs', 'projections', 'test'];

/** This room, `testing/` helpers and fixtures prove nothing; declarations are no sources. */
const notScanned = /^libs\/rules\/|\/(testing|fixtures)\/|\.d\.ts$/;

/** Every TypeScript source below the root that may keep a rule or prove one, by path; none in a build, which holds no sources. */
export function readSources(root: string): readonly Source[] {
  return rooms
    .filter((room) => existsSync(join(root, room)))
    .flatMap((room) => typescriptIn(join(root, room)))
    .map((file) => ({ file, path: relative(root, file).split(sep).join('/') }))
    .filter(({ path }) => !notScanned.test(path))
    .map(({ file, path }) => ({ path, text: readFileSync(file, 'utf8') }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

const typescriptIn = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(directory, name));

/** The directory of the nearest `package.json` at or above one: the root of a checkout, whether the code runs from it or its `dist`. */
export function rootAbove(directory: string): string {
  const parent = dirname(directory);
  return existsSync(join(directory, 'package.json')) || parent === directory ? directory : rootAbove(parent);
}
