import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeNewFile } from '../files/write-new-file.js';
import type { KeptRow, Layout, Manifest, RenderContext } from '../port.js';
import { ReportingError } from '../reporting-error.js';
import type { RenderParts } from './delivery-parts.js';
import { watchedRows } from './watched-rows.js';

export const manifestName = 'manifest.json';

/**
 * Writes each layout's file into a new folder, one after another, each reading the kept rows again.
 * Throws `delivery.file-name` when a layout names no plain file, or one that is taken.
 */
export async function renderFiles(
  folder: string,
  rows: () => Iterable<KeptRow>,
  context: RenderContext,
  { statistic, onProgress, signal }: Pick<RenderParts, 'statistic' | 'onProgress' | 'signal'>,
): Promise<Manifest['files']> {
  await mkdir(folder, { mode: 0o700 });
  const taken = new Set([manifestName]);
  const files: Manifest['files'][number][] = [];
  for (const layout of statistic.layouts) {
    const name = fileName(layout, context, taken);
    const progress = (count: number) => onProgress?.({ step: 'render', rows: count, layout: layout.id });
    const chunks = layout.write(watchedRows(rows(), progress, signal), context);
    const { bytes, sha256 } = await writeNewFile(join(folder, name), chunks);
    files.push({ name, layout: layout.id, bytes, sha256 });
  }
  return files;
}

function fileName(layout: Layout, context: RenderContext, taken: Set<string>): string {
  const name = layout.fileName(context);
  // Letters of any script, but nothing that could lead out of the folder; names may differ in more than case.
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(name) || taken.has(name.toLowerCase()))
    throw new ReportingError(
      'delivery.file-name',
      `The layout ${layout.id} names a file that is no plain name or is taken; mend the layout.`,
    );
  taken.add(name.toLowerCase());
  return name;
}
