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
  fold: (input: UnitInput): readonly Row[] => {
    const findings = judgeChild(input);
    if (findings.length === 0) return [];
    const byId = new Map<string, Fact[]>();
    for (const fact of input.facts) byId.set(fact.id, [...(byId.get(fact.id) ?? []), fact]);
    return distinct(findings.map((finding) => rowOf(finding, byId)));
  },
};

function rowOf(finding: Finding, facts: ReadonlyMap<string, readonly Fact[]>): Row {
  const about = finding.roots.flatMap((root) => facts.get(root) ?? []);
  const first = about.find((fact) => fact.id === finding.roots[0])!;
  const person = (first.data as { person?: { pseudonym?: string } }).person?.pseudonym ?? '';
  const national = finding.national === true || new Set(about.map((fact) => fact.reporter)).size > 1;
  const caseKey = first.family === 'person' ? '' : first.subject;
  const order = Math.min(...about.map((fact) => fact.ordinal));
  const row = findingRow({ ...finding, national }, { reporter: first.reporter, caseKey, person, order });
  return { ...row, person };
}
