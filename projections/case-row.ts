import type { Case, LiveFact, Row } from '#libs/cases';

/** The parts of a row that its case gives. */
export const caseRow = (kase: Case, row: Omit<Row, 'reporter' | 'caseKey' | 'person'>): Row => ({
  reporter: kase.reporter,
  caseKey: kase.caseKey,
  person: kase.child,
  ...row,
});

/** Smallest root ordinal of the facts behind a thing: what orders rows of one day. */
export const orderOf = (facts: readonly LiveFact[]): number => Math.min(...facts.map((fact) => fact.rootOrdinal));
