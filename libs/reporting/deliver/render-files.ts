import { join } from 'node:path';
import { writeSynced } from '../kept/synced-files.js';
import { ReportingError } from '../reporting-error.js';
import type { Layout, Manifest, RenderContext } from '../port.js';
import { manifestName } from './manifest.js';
import type { Prepared } from './rendering.js';

/** A portable file name: no path, no control characters, nothing that Windows refuses. */
const nameForm = /^[^\\/:*?"<>|\u0000-\u001F.][^\\/:*?"<>|\u0000-\u001F]{0,149}$/;

/** Renders every layout to its file in a directory. Throws ReportingError `delivery.file-name`. */
export async function renderFiles({ renderings, context }: Prepared, directory: string): Promise<Manifest['files']> {
  const names = fileNames(
    renderings.map(({ layout }) => layout),
    context,
  );
  const files = [];
  for (const [at, { layout, rows }] of renderings.entries()) {
    const name = names[at]!;
    const written = await writeSynced(join(directory, name), layout.write(rows(), context));
    files.push({ name, layout: layout.id, ...written });
  }
  return files;
}

/** One name a layout, no two alike on any file system. */
export function fileNames(layouts: readonly Layout[], context: RenderContext): string[] {
  const names = layouts.map((layout) => layout.fileName(context));
  const taken = new Set([manifestName]);
  for (const name of names) {
    const folded = name.toLowerCase();
    if (!nameForm.test(name) || taken.has(folded))
      throw new ReportingError(
        'delivery.file-name',
        'Two layouts give the same file name, or one gives a name that cannot be a file; correct the layout.',
      );
    taken.add(folded);
  }
  return names;
}
