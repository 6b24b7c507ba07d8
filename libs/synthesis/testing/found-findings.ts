import { casesOf, judgeCase, judgeChild, type Finding, type UnitInput } from '#libs/cases';
import type { ExpectedFinding } from '../index.js';
import type { CloudEvent } from '../index.js';
import { factsOf } from './stored-facts.js';

/** One finding as a line, to compare sets by. */
export const lineOf = ({ rule, events }: ExpectedFinding): string => `${rule}: ${[...events].sort().join(' ')}`;

/** The errors and warnings that the folds find in a child's events and that hold on a day. */
export function foundIn(events: readonly CloudEvent[], on: string): string[] {
  const input: UnitInput = { kind: 'child', facts: factsOf(events) };
  const findings: Finding[] = [...casesOf(input).flatMap(judgeCase), ...judgeChild(input)];
  const held = findings.filter(
    ({ severity, holdsFrom }) => severity !== 'information' && (!holdsFrom || holdsFrom <= on),
  );
  return [...new Set(held.map(({ rule, roots }) => lineOf({ rule, events: roots })))].sort();
}
