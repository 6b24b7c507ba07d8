import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReferenceDataError } from '../errors.js';
import type { AddedCode } from './add-codes.js';

/** One file of the operator: `{ "list": "…", "codes": [ … ] }`; a source beside them is welcome and not read. */
export interface ExtraFile {
  readonly list: string;
  readonly codes: readonly AddedCode[];
}

/** The operator's files (`*.json`), by name. Throws REFERENCE-FILE, naming the file, when one cannot be read as such. */
export function readExtraDirectory(directory: string): ExtraFile[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readExtraFile(join(directory, name), name));
}

function readExtraFile(path: string, name: string): ExtraFile {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new ReferenceDataError('REFERENCE-FILE', `${name} is not JSON that can be read; correct or remove it.`);
  }
  const { list, codes } = (content ?? {}) as Partial<ExtraFile>;
  if (typeof list !== 'string' || !Array.isArray(codes)) {
    throw new ReferenceDataError(
      'REFERENCE-FILE',
      `${name} must be an object with "list", the id of a code list, and "codes", a list of codes.`,
    );
  }
  return { list, codes };
}
