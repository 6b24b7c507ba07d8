import { casesOf, judgeCase, type Case, type Row, type UnitInput } from '#libs/cases';
import type { Projection } from '#projections/engine';
import { distinct, findingRow } from '../finding-row.js';

/** What is wrong or waiting in each case; a finding is gone when a later event resolves it. */
export const findings: Projection = {
  name: 'findings',
  version: 1,
  unit: 'case',
  fold: (input: UnitInput): readonly Row[] => casesOf(input).flatMap(rowsOf),
};

function rowsOf(kase: Case): Row[] {
  const events = new Map([...kase.personEvents, ...kase.events].map((event) => [event.id, event]));
  return distinct(
    judgeCase(kase).map((finding) => {
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
    }),
  );
}
