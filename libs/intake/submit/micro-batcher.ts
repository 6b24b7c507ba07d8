/** Calls that may not overtake each other: when one has failed, those that have not begun fail with it. */
export interface Sequence {
  failed?: { readonly error: unknown };
}

/** Work that waits for the next batch. */
interface Waiting<In, Out> {
  readonly items: readonly In[];
  readonly sequence: Sequence;
  readonly done: (results: Out[]) => void;
  readonly failed: (error: unknown) => void;
}

/** A batch is made ready, then written; the second step answers in the order of the items. */
export interface Steps<In, Ready, Out> {
  readonly prepare: (items: readonly In[]) => Promise<Ready>;
  readonly write: (ready: Ready) => Promise<Out[]>;
}

/** How many batches are under way at most: one is made ready while another is written. What waits meanwhile makes the next one larger. */
const lanes = 2;
/** How many when the next is large already: waiting would gain it nothing, and no step should have to wait for another's slow turn. */
const lanesOfLarge = 4;

/**
 * Puts together what arrives while a batch is being written: many callers share one commit of the vault and one of the log.
 * Batches are made ready, and their writing begun, one after another in the order of arrival; a lone caller waits for nobody.
 */
export class MicroBatcher<In, Ready, Out> {
  #waiting: Waiting<In, Out>[] = [];
  #running: Promise<void> | undefined;

  /**
   * @param most how many items a batch holds, unless one call brings more.
   * @param large of how many items a batch is large.
   */
  constructor(
    private readonly steps: Steps<In, Ready, Out>,
    private readonly most: number,
    private readonly large = Math.ceil(most / 2),
  ) {}

  /** Resolved when the items are written. @param sequence of an import, or of the parts of a large call. */
  add(items: readonly In[], sequence: Sequence = {}): Promise<Out[]> {
    if (items.length === 0) return Promise.resolve([]);
    return new Promise((done, failed) => {
      this.#waiting.push({ items, sequence, done, failed });
      this.#running ??= this.#run();
    });
  }

  /** Resolved when nothing waits any more. */
  async drained(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // Lets the callers of this turn of the process in.
    await new Promise((next) => setImmediate(next));
    const underWay: Promise<void>[] = [];
    for (this.#dropLate(); this.#waiting.length > 0 || underWay.length > 0; this.#dropLate()) {
      if (this.#mayBegin(underWay.length)) underWay.push((await this.#begin(this.#take())).written);
      // Not for what comes meanwhile: it makes the next batch larger, and small ones cost more than their wait.
      else await underWay.shift();
    }
    this.#running = undefined;
  }

  #mayBegin(underWay: number): boolean {
    if (this.#waiting.length === 0 || underWay < lanes) return this.#waiting.length > 0;
    return underWay < lanesOfLarge && this.#items() >= this.large;
  }

  /** How many items wait. */
  #items(): number {
    return this.#waiting.reduce((sum, { items }) => sum + items.length, 0);
  }

  /** Lets those fail whose sequence has. */
  #dropLate(): void {
    this.#waiting = this.#waiting.filter(({ sequence, failed }) => {
      if (sequence.failed) failed(sequence.failed.error);
      return !sequence.failed;
    });
  }

  #take(): Waiting<In, Out>[] {
    let items = 0;
    let calls = 0;
    while (calls < this.#waiting.length && (calls === 0 || items + this.#waiting[calls]!.items.length <= this.most)) {
      items += this.#waiting[calls++]!.items.length;
    }
    return this.#waiting.splice(0, calls);
  }

  /**
   * Makes a batch ready and begins to write it. What fails together fails for each of its callers: an event that is in the log
   * nevertheless comes back as a duplicate when it is resent.
   * @returns what ends, and never fails, when the batch is written; in an object, for a bare promise would be waited for.
   */
  async #begin(calls: readonly Waiting<In, Out>[]): Promise<{ readonly written: Promise<void> }> {
    const fail = (error: unknown): void => {
      for (const { sequence, failed } of calls) {
        sequence.failed ??= { error };
        failed(error);
      }
    };
    try {
      const ready = await this.steps.prepare(calls.flatMap(({ items }) => items));
      return { written: this.steps.write(ready).then((results) => answer(calls, results), fail) };
    } catch (error) {
      fail(error);
      return { written: Promise.resolve() };
    }
  }
}

function answer<In, Out>(calls: readonly Waiting<In, Out>[], results: readonly Out[]): void {
  let from = 0;
  for (const { items, done } of calls) done(results.slice(from, (from += items.length)));
}
