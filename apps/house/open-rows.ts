import { allProjections } from '#projections';
import { openRouting, openRowReaders, type Routes, type RowReader } from '#projections/engine';
import { projectionsOf } from './data-directory.js';
import { HouseError } from './house-error.js';

/** The projections' files of a data directory, opened for reading. */
export interface OpenRows {
  /** @throws HouseError `projecting.behind` where it was never built. */
  rows(projection: string): RowReader;
  routes(): Routes;
  /** The smallest checkpoint of all; 0 while one is missing. */
  projected(): number;
  /** Opens the files anew: after a rebuild they are others. */
  reopen(): void;
  close(): void;
}

export function openRows(data: string): OpenRows {
  const directory = projectionsOf(data);
  let open = openRowReaders(directory, allProjections);
  let routes: Routes | undefined;
  const close = (): void => {
    open.close();
    routes?.close();
    routes = undefined;
  };
  return {
    rows(projection) {
      const reader = open.readers[projection];
      if (reader) return reader;
      throw new HouseError(
        'projecting.behind',
        'The projections of this directory were never built; start the server, or run sagsspor rebuild.',
      );
    },
    routes: () => (routes ??= openRouting(directory)),
    projected: () => Math.min(...allProjections.map(({ name }) => open.readers[name]?.checkpoint() ?? 0)),
    reopen() {
      close();
      open = openRowReaders(directory, allProjections);
    },
    close,
  };
}
