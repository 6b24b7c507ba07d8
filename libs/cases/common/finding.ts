import type { LiveFact } from './fact.js';

/**
 * Something that needs another event to judge, or that a reader should know of. Never a refusal: it opens and closes with the
 * facts. Two findings are one when rule and roots are equal.
 */
export interface Finding {
  /** Rule id of the guidance, or a house rule `SYS-…`. */
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'information';
  /** Ids of the root events it speaks about; of a correction that waits, its own id. */
  readonly roots: readonly string[];
  /** Measure token, where it speaks of one. */
  readonly measure?: string | undefined;
  /** It holds only from this day on (a birthday, a planned start): folds have no clock, the reader has. */
  readonly holdsFrom?: string | undefined;
  /** Speaks across reporters: for the national role only. */
  readonly national?: boolean | undefined;
}

const finding =
  (severity: Finding['severity']) =>
  (
    rule: string,
    about: readonly (LiveFact | string)[],
    { measure, holdsFrom, national }: Partial<Omit<Finding, 'rule' | 'roots'>> = {},
  ): Finding => ({ rule, severity, roots: rootsOf(about), measure, holdsFrom, national });

const rootOf = (about: LiveFact | string): string => (typeof about === 'string' ? about : about.root);

const rootsOf = (about: readonly (LiveFact | string)[]): string[] =>
  about.length === 1 ? [rootOf(about[0]!)] : [...new Set(about.map(rootOf))].sort();

export const error = finding('error');
export const warning = finding('warning');
export const information = finding('information');
