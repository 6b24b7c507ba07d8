import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A data file of this room, parsed; the data lie beside the code, in the sources and in the build alike. */
export const readData = <T>(name: string): T =>
  JSON.parse(readFileSync(join(__dirname, 'data', `${name}.json`), 'utf8')) as T;

/** The same, read once and only when first asked for. */
export function lazyData<T>(name: string): () => T {
  let data: T | undefined;
  return () => (data ??= readData<T>(name));
}
