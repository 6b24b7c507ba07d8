import { casesOf, type Case, type LiveFact, type Row, type Side, type UnitInput } from '#libs/cases';

/** The parts of a row that its case gives. */
export const caseRow = (kase: Case, row: Omit<Row, 'reporter' | 'caseKey' | 'person'>): Row => ({
  kind: row.kind,
  key: row.key,
  reporter: kase.reporter,
  caseKey: kase.caseKey,
  person: kase.child,
  date: row.date,
  until: row.until,
  order: row.order,
  body: row.body,
});

/** Smallest root ordinal of the facts behind a thing: what orders rows of one day. */
export const orderOf = (facts: readonly LiveFact[]): number =>
  facts.reduce((least, { rootOrdinal }) => Math.min(least, rootOrdinal), Infinity);

/** A fold of what a family reads of a case: the same rows again for a fact that leaves that as it was. */
export function foldSide(side: Side, name: string, read: (kase: Case) => readonly Row[]) {
  const rowsOf = (kase: Case): readonly Row[] => kase.sides[side].get(name, () => read(kase));
  return (input: UnitInput): readonly Row[] => {
    const cases = casesOf(input);
    return cases.length === 1 ? rowsOf(cases[0]!) : cases.flatMap(rowsOf);
  };
}
