import type { Finding, Row } from '#libs/cases';

/**
 * A finding as a row: key = rule + the root events it speaks about (design: facts, not orders). `date` is the day from which
 * it holds; '' = at once. When it was first known and what resolved it are the ordinals of its row versions.
 */
export const findingRow = (
  finding: Finding,
  whose: { reporter: string; caseKey: string; person: string; order: number; senderCase?: string },
): Row => ({
  kind: 'finding',
  key: `${finding.rule}:${finding.roots.join(',')}`,
  reporter: finding.national ? '' : whose.reporter,
  caseKey: finding.national ? '' : whose.caseKey,
  person: whose.person,
  date: finding.holdsFrom ?? '',
  until: '',
  order: whose.order,
  body: {
    case: whose.senderCase ?? whose.caseKey,
    measure: finding.measure || undefined,
    national: finding.national || undefined,
    roots: finding.roots,
    rule: finding.rule,
    severity: finding.severity,
  },
});

/** One row a key: a fact that breaks one rule twice is one finding (rule and roots are its identity). */
export function distinct(rows: readonly Row[]): readonly Row[] {
  if (rows.length < 2) return rows;
  const byKey = new Map<string, Row>();
  for (const row of rows) if (!byKey.has(row.key)) byKey.set(row.key, row);
  return [...byKey.values()];
}
