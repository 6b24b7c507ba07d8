import type { House } from '#apps/house';
import type { ExpectedFinding } from '#libs/synthesis';

const views = ['findings', 'child-findings', 'reporter-findings'];

/** How the findings that hold on a day compare with those that known faults must give. */
export interface FindingsCompared {
  /** Errors and warnings that hold. */
  readonly found: number;
  readonly missing: readonly ExpectedFinding[];
  readonly unexpected: readonly ExpectedFinding[];
}

/** Compares as sets of rule and events; what merely informs is not among the expected ones. */
export async function compareFindings(
  { tables, operator }: House,
  expected: readonly ExpectedFinding[],
  on: string,
): Promise<FindingsCompared> {
  const wanted = new Map(expected.map((finding) => [keyOf(finding), finding]));
  const found = new Map<string, ExpectedFinding>();
  for (const view of views)
    for await (const { columns, rows } of tables.pages(view, { on }, operator)) {
      const at = (name: string): number => columns.indexOf(name);
      for (const row of rows) {
        if (row[at('severity')] === 'information') continue;
        const finding = { rule: row[at('rule')] as string, events: [...(row[at('events')] as string[])].sort() };
        found.set(keyOf(finding), finding);
      }
    }
  return {
    found: found.size,
    missing: [...wanted].filter(([key]) => !found.has(key)).map(([, finding]) => finding),
    unexpected: [...found].filter(([key]) => !wanted.has(key)).map(([, finding]) => finding),
  };
}

const keyOf = ({ rule, events }: ExpectedFinding): string => `${rule} ${events.join(' ')}`;
