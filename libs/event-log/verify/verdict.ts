/** What can be wrong with a log. Stable. */
export type LogProblemCode =
  /** The stored bytes of an event do not have its hash. */
  | 'log.hash-mismatch'
  /** Events do not stand in the order they were written or sealed in. */
  | 'log.order-changed'
  /** Events are missing between others. */
  | 'log.gap'
  /** A stream is missing whole, by name or by content. */
  | 'log.stream-missing'
  /** A column says something else than the stored bytes. */
  | 'log.column-mismatch'
  /** What a seal covers is not what lies there, or a seal does not follow the one before it. */
  | 'log.seal-mismatch'
  /** The seal that was exported is not among the seals. */
  | 'log.seal-missing'
  /** The log up to the anchor is not the log that was anchored. */
  | 'log.anchor-mismatch'
  /** The log ends before what was sealed or anchored. */
  | 'log.tail-cut-off'
  /** The triggers that keep the tables append-only are not there. */
  | 'log.protection-missing'
  /** The database cannot be read to its end. */
  | 'log.file-damaged'
  | 'log.not-found';

/** What is wrong, by a stable code, and where. */
export interface LogProblem {
  readonly code: LogProblemCode;
  readonly ordinal?: number;
  readonly stream?: string;
  readonly sentence: string;
}

export interface LogVerdict {
  /** Counted events that were read. */
  readonly events: number;
  readonly seals: number;
  /** The first thousand; none = the log is whole as far as it is protected. */
  readonly problems: readonly LogProblem[];
  readonly furtherProblems: number;
  /**
   * Up to this ordinal the log is the one that was sealed: by the anchor when one is given (0 when it does not fit), else by the seals
   * in the same file, which who rewrites the file could rewrite too. What lies after it is not yet protected.
   */
  readonly protectedTo: number;
}

const mostProblems = 1000;

/** Gathers problems, the first thousand of them. */
export class Problems {
  readonly list: LogProblem[] = [];
  further = 0;

  add(code: LogProblemCode, sentence: string, where: { ordinal?: number; stream?: string } = {}): void {
    if (this.list.length < mostProblems) this.list.push({ code, sentence, ...where });
    else this.further++;
  }
}
