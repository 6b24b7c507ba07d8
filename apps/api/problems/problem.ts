import type { ApiProblemCode } from './api-problems.js';

/** What a problem may carry beside its code; never a value that was sent. */
export interface ProblemParts {
  /** What to do, in English; default: the catalogue's sentence. */
  readonly detail?: string;
  /** Response headers, such as `Allow`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem document (RFC 9457, section 3.2). */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** A request that cannot be answered, found by the API itself; errors of other rooms are mapped by `problemOf`. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: ApiProblemCode,
    readonly parts: ProblemParts = {},
  ) {
    super(code);
  }
}
