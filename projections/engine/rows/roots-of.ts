import type { Row } from '#libs/cases';

/** A finding's roots are part of its key, so they are written once, with the thing. */
export const rootsOf = (row: Row): ReadonlySet<string> =>
  new Set(row.kind === 'finding' ? (row.body['roots'] as readonly string[]) : []);
