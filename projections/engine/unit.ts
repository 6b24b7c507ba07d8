import type { Fact, UnitInput } from '#libs/cases';
import type { Projection } from './port.js';
import { noRows, unitRows, type UnitRows } from './rows/changes-of.js';

/** A unit as folded up to some ordinal: its facts, and the rows each projection gave. */
export interface FoldedUnit {
  readonly facts: readonly Fact[];
  readonly rows: ReadonlyMap<string, UnitRows>;
}

/** Folds a unit's facts with every projection of its kind; one input, so that what they share is folded once. */
export function foldUnit(
  kind: UnitInput['kind'],
  facts: readonly Fact[],
  projections: readonly Projection[],
): FoldedUnit {
  const input: UnitInput = { kind, facts };
  const rows = new Map<string, UnitRows>();
  for (const { name, fold } of projections) rows.set(name, facts.length === 0 ? noRows : unitRows(fold(input)));
  return { facts, rows };
}

export const rowsOf = (unit: FoldedUnit, projection: string): UnitRows => unit.rows.get(projection) ?? noRows;
