/** How much of everything. `full` is what figures are quoted of; `small` shows in seconds that every bench still works. */
export interface Size {
  readonly name: 'full' | 'small';
  /** Events of the log that most benches stand on. */
  readonly events: number;
  /** Runs of each measurement; the median is quoted. */
  readonly runs: number;
  /** Seconds that a load is counted for; as many go before, to warm up. */
  readonly seconds: number;
  /** Events of the log that is rebuilt, at most. */
  readonly rebuilt: number;
  /** Events of an import with the projector on. */
  readonly projected: number;
  /** Rows of the full stock. */
  readonly stock: number;
  /** Logs that are compared for growth, the first being the measure. */
  readonly growth: readonly number[];
}

export const sizes: Readonly<Record<Size['name'], Size>> = {
  full: {
    name: 'full',
    events: 1_000_000,
    runs: 3,
    seconds: 4,
    rebuilt: 300_000,
    projected: 60_000,
    stock: 100_000,
    growth: [1_000_000, 3_000_000, 10_000_000],
  },
  small: {
    name: 'small',
    events: 1_200,
    runs: 1,
    seconds: 0.3,
    rebuilt: 600,
    projected: 500,
    stock: 200,
    growth: [300, 600],
  },
};
