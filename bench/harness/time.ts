/** How long something took, in seconds, and what came of it. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly seconds: number; readonly value: T }> {
  const began = performance.now();
  const value = await work();
  return { seconds: (performance.now() - began) / 1000, value };
}

/** A stopwatch for work that is cut in pieces by what is not measured. */
export class Stopwatch {
  #seconds = 0;

  /** Measures a piece. */
  run<T>(work: () => T): T {
    const began = performance.now();
    try {
      return work();
    } finally {
      this.#seconds += (performance.now() - began) / 1000;
    }
  }

  get seconds(): number {
    return this.#seconds;
  }
}

/** Runs A B A B …, so that a drift of the machine's speed meets both alike. */
export async function pairs(
  runs: number,
  measured: (run: number) => Promise<number>,
  baseline: (run: number) => Promise<number>,
): Promise<{ readonly runs: number[]; readonly base: number[] }> {
  const told = { runs: [] as number[], base: [] as number[] };
  for (let run = 0; run < runs; run++) {
    told.runs.push(await measured(run));
    told.base.push(await baseline(run));
  }
  return told;
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
