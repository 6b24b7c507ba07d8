import { join } from 'node:path';
import { writeSynced } from '../kept/synced-files.js';
import { ReportingError } from '../reporting-error.js';
import type { Layout, Manifest, RenderContext } from '../port.js';
import { manifestName } from './manifest.js';
import { layoutsOf, renderEach, type Prepared } from './rendering.js';

/** A portable file name: no path, no control characters, nothing that Windows refuses. */
const nameForm = /^[^\\/:*?"<>|\u0000-\u001F.][^\\/:*?"<>|\u0000-\u001F]{0,149}$/;

/** Renders every layout to its file in a directory. Throws ReportingError `delivery.file-name`. */
export async function renderFiles(prepared: Prepared, directory: string): Promise<Manifest['files']> {
  const layouts = layoutsOf(prepared);
  const names = fileNames(layouts, prepared.context);
  return renderEach(prepared, async (layout, chunks) => {
    const name = names[layouts.indexOf(layout)]!;
    return { name, layout: layout.id, ...(await writeSynced(join(directory, name), chunks)) };
  });
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
