import type { Fact, UnitInput } from '#libs/cases';
import type { Projection } from './port.js';
import type { Change } from './rows/row-writer.js';
import { changesOf, noRows, unitRows, type UnitRows } from './rows/unit-rows.js';

/** A unit after some event: its facts up to it, and the rows that each projection of its kind gave. */
export interface Folded {
  readonly facts: readonly Fact[];
  readonly rows: ReadonlyMap<Projection, UnitRows>;
}

export const unfolded: Folded = { facts: [], rows: new Map() };

type Write = (projection: Projection, ordinal: number, changes: readonly Change[]) => void;

/** Folds units event by event; what an event changed = the difference between its units without it and with it. Live and rebuild alike. */
export class Folding {
  constructor(
    private readonly projections: readonly Projection[],
    private readonly write: Write,
  ) {}

  /** A unit as it stands, where nothing is to be written of how it came so. */
  fold(kind: UnitInput['kind'], facts: readonly Fact[], before = unfolded): Folded {
    const rows = new Map<Projection, UnitRows>();
    if (facts.length === 0) return { facts, rows };
    const input: UnitInput = { kind, facts };
    for (const projection of this.projections)
      if (projection.unit === kind)
        rows.set(projection, unitRows(projection.fold(input), before.rows.get(projection) ?? noRows));
    return { facts, rows };
  }

  /** The unit with one event more; tells what that changed. */
  step(kind: UnitInput['kind'], before: Folded, facts: readonly Fact[], ordinal: number): Folded {
    const after = this.fold(kind, facts, before);
    for (const [projection, rows] of after.rows) {
      const changes = changesOf(before.rows.get(projection) ?? noRows, rows);
      if (changes.length) this.write(projection, ordinal, changes);
    }
    return after;
  }
}

/** The facts of a child: those of its cases, each once. Of a child with one case the very same list, so that folds share their work. */
export function factsOfChild(cases: readonly (readonly Fact[])[]): readonly Fact[] {
  if (cases.length === 1) return cases[0]!;
  const facts = new Map(cases.flat().map((fact) => [fact.ordinal, fact]));
  return [...facts.values()].sort((one, other) => one.ordinal - other.ordinal);
}
