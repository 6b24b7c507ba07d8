import type { Fact, UnitInput } from '#libs/cases';
import type { Projection } from './port.js';
import { UnitRows, type Change } from './rows/unit-rows.js';

/** A unit after some event: its facts up to it, and the rows that each projection of its kind gave. Only the last of a unit may be gone on from. */
export interface Folded {
  readonly facts: readonly Fact[];
  /** In the order of the kind's projections; none before the first fact. */
  readonly rows: readonly UnitRows[];
}

export const unfolded: Folded = { facts: [], rows: [] };

/** Takes what an event changed in a unit. */
interface Rows {
  write(projection: Projection, ordinal: number, changes: readonly Change[]): void;
}

/** Folds units event by event; what an event changed = the difference between its units without it and with it. Live and rebuild alike. */
export class Folding {
  readonly #projections: Readonly<Record<UnitInput['kind'], readonly Projection[]>>;

  constructor(
    projections: readonly Projection[],
    private readonly rows: Rows,
  ) {
    const of = (kind: UnitInput['kind']): readonly Projection[] => projections.filter(({ unit }) => unit === kind);
    this.#projections = { case: of('case'), child: of('child'), reporter: of('reporter') };
  }

  /** A unit as it stands, where nothing is to be written of how it came so. */
  fold(kind: UnitInput['kind'], facts: readonly Fact[]): Folded {
    return facts.length ? this.#turn(kind, unfolded, facts) : unfolded;
  }

  /** The unit with one event more; tells what that changed. */
  step(kind: UnitInput['kind'], before: Folded, facts: readonly Fact[], ordinal: number): Folded {
    return this.#turn(kind, before, facts, (projection, changes) => this.rows.write(projection, ordinal, changes));
  }

  #turn(
    kind: UnitInput['kind'],
    before: Folded,
    facts: readonly Fact[],
    tell?: (projection: Projection, changes: readonly Change[]) => void,
  ): Folded {
    const projections = this.#projections[kind];
    const rows = before.rows.length ? before.rows : projections.map(() => new UnitRows());
    const input: UnitInput = { kind, facts };
    projections.forEach((projection, nth) => {
      const changes = rows[nth]!.turnTo(projection.fold(input), !tell);
      if (changes.length) tell?.(projection, changes);
    });
    return { facts, rows };
  }
}

/** The facts of a child: those of its cases, each once. Of a child with one case the very same list, so that folds share their work. */
export function factsOfChild(cases: readonly (readonly Fact[])[]): readonly Fact[] {
  if (cases.length === 1) return cases[0]!;
  const facts = new Map(cases.flat().map((fact) => [fact.ordinal, fact]));
  return [...facts.values()].sort((one, other) => one.ordinal - other.ordinal);
}
