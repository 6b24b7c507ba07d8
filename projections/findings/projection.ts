import { casesOf, judgeCase, type Case, type Fact, type Finding, type Row, type UnitInput } from '#libs/cases';
import type { Projection } from '#projections/engine';
import { distinct, findingRow } from '../finding-row.js';

/** What is wrong or waiting in each case; a finding is gone when a later event resolves it. */
export const findings: Projection = {
  name: 'findings',
  version: 1,
  unit: 'case',
  fold: (input: UnitInput): readonly Row[] => casesOf(input).flatMap(rowsOf),
};

/** The row of a finding, and how many facts of persons it was made with: what it speaks about may be one of those. */
interface Kept {
  readonly row: Row;
  readonly persons: number;
}

function rowsOf(kase: Case): readonly Row[] {
  const findings = judgeCase(kase);
  if (findings.length === 0) return [];
  const known = kase.lasting.get('findings', () => new Map<Finding, Kept>());
  let events: ReadonlyMap<string, Fact> | undefined;
  return distinct(
    findings.map((finding) => {
      const kept = known.get(finding);
      if (kept?.row.person === kase.child && kept.persons === kase.personEvents.length) return kept.row;
      events ??= new Map([...kase.personEvents, ...kase.events].map((event) => [event.id, event]));
      const row = rowOf(kase, finding, events);
      known.set(finding, { row, persons: kase.personEvents.length });
      return row;
    }),
  );
}

function rowOf(kase: Case, finding: Finding, events: ReadonlyMap<string, Fact>): Row {
  const about = finding.roots.map((root) => events.get(root)).filter((event) => event !== undefined);
  const ofCase = about.find((event) => event.family !== 'person');
  const row = findingRow(finding, {
    reporter: kase.reporter,
    caseKey: kase.caseKey,
    person: kase.child,
    order: Math.min(...(about.length ? about : kase.events).map((event) => event.ordinal)),
    senderCase: ofCase?.subject ?? kase.caseKey,
  });
  // What is said of a person alone is found in each of the person's cases.
  return ofCase ? row : { ...row, key: `${row.key}:${kase.events[0]!.ordinal}` };
}
