/** A placement that covers a date: an interval from its start to before its end, without an end as well. */
export interface Covered {
  /** Names the placement. */
  readonly key: string;
  /** Pseudonym of the child. */
  readonly child: string;
}

/** What can be asked of a statistic whose rows tell of placements. The statistic's projection answers. */
export interface Coverage {
  /** The live placements that cover the date, as believed at the ordinal; in an order that never depends on a pseudonym. */
  readonly coverageOf: (question: { reporter: string; asOf: number; on: string }) => Iterable<Covered>;
  /** Ordinals in (`earlier`, `later`] that say why the placement no longer covers the date: a cessation, a hand-over, a retraction. */
  readonly endedBy: (placement: Covered, span: { earlier: number; later: number; on: string }) => readonly number[];
}

/** A child's placement was open then, none of the child's is now, and nothing that was reported says why. */
export interface Vanished extends Covered {
  readonly on: string;
}

/** Between which ordinals and seen on which date; reporter '' = the country. */
export interface VanishedSpan {
  readonly reporter: string;
  readonly on: string;
  readonly earlier: number;
  readonly later: number;
}

/** Judges which placements vanished between two deliveries. */
export type FindVanished = (span: VanishedSpan) => Iterable<Vanished>;

/** Judges by coverage: a child who was covered on the date, is covered by no placement now, and nothing reported since says why. */
export const vanishedBy = ({ coverageOf, endedBy }: Coverage): FindVanished =>
  function* ({ reporter, on, earlier, later }) {
    const covered = new Set<string>();
    for (const { child } of coverageOf({ reporter, asOf: later, on })) covered.add(child);
    for (const placement of coverageOf({ reporter, asOf: earlier, on })) {
      if (covered.has(placement.child) || endedBy(placement, { earlier, later, on }).length > 0) continue;
      yield { key: placement.key, child: placement.child, on };
    }
  };
