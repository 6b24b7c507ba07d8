import type { Fact } from './fact.js';

/**
 * What a fold is given: every fact (events as they came, corrections and retractions among them) of one unit, by ordinal.
 * It may hold more than the unit needs (a link since retracted still brings its facts); a fold reads off only what is live.
 *
 * - unit `case`: the streams of a case and of those it was ever continued as, of one reporter, and that reporter's facts
 *   about every person they name (and the persons those facts name).
 * - unit `child`: every case of every reporter that names the child or a reference ever linked to it, and all person facts.
 * - unit `reporter`: the reporter's own stream.
 */
export interface UnitInput {
  readonly kind: 'case' | 'child' | 'reporter';
  readonly facts: readonly Fact[];
}

/**
 * One thing (a placement, a measure, a form, a site period, a finding) in its whole state, as a fold gives it.
 * `key` is stable under late facts: the smallest root ordinal among the live facts that make the thing up, a measure's case and
 * measure id, or a finding's rule and roots.
 */
export interface Row {
  readonly kind: string;
  readonly key: string;
  /** Whose row it is; '' for rows of the national role. */
  readonly reporter: string;
  /** Case token, '' where the row is not of one case. */
  readonly caseKey: string;
  /** Pseudonym of the child, '' where there is none. */
  readonly person: string;
  /** The day it is dated on, '' where it has none. */
  readonly date: string;
  /** The day it ended (exclusive end for periods, else ''): '' = open or without an end. */
  readonly until: string;
  /** Smallest root ordinal behind it: what orders rows of one day, and never a pseudonym. */
  readonly order: number;
  /**
   * Everything else, canonical JSON by the engine: a member undefined is one left out. Made with its members in the order of their names, it is
   * written as it stands.
   */
  readonly body: Readonly<Record<string, unknown>>;
}
