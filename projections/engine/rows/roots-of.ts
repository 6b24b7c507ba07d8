import type { Row } from '#libs/cases';

/** A finding's roots are part of its key, so they are written once, with the thing. */
export const rootsOf = (kind: string, body: Row['body']): readonly string[] =>
  kind === 'finding' ? [...new Set(body['roots'] as readonly string[])] : [];
