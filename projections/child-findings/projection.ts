import { judgeChild, type Fact, type Finding, type Row, type UnitInput } from '#libs/cases';
import type { Projection } from '#projections/engine';
import { distinct, findingRow } from '../finding-row.js';

/**
 * What crosses the cases of one child: a hand-over without its take-over, two placements at one time, two municipalities that
 * differ. What speaks across reporters has reporter '' and is for the national role only.
 */
export const childFindings: Projection = {
  name: 'child-findings',
  version: 1,
  unit: 'child',
  fold: (input: UnitInput): readonly Row[] => distinct(judgeChild(input).map((finding) => rowOf(finding, input.facts))),
};

function rowOf(finding: Finding, facts: readonly Fact[]): Row {
  const about = facts.filter((fact) => finding.roots.includes(fact.id));
  const first = about.find((fact) => fact.id === finding.roots[0])!;
  const person = (first.data as { person?: { pseudonym?: string } }).person?.pseudonym ?? '';
  const national = finding.national === true || new Set(about.map((fact) => fact.reporter)).size > 1;
  const caseKey = first.family === 'person' ? '' : first.subject;
  const order = Math.min(...about.map((fact) => fact.ordinal));
  const row = findingRow({ ...finding, national }, { reporter: first.reporter, caseKey, person, order });
  return { ...row, person };
}
