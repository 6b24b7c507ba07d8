/** Work that waits for the next batch. */
interface Waiting<In, Out> {
  readonly items: readonly In[];
  readonly done: (results: Out[]) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Puts together what arrives while a batch is being written: many callers share one commit of the vault and one of the log.
 * Batches go one after another, in the order of arrival; a lone caller waits for nobody.
 */
export class MicroBatcher<In, Out> {
  #waiting: Waiting<In, Out>[] = [];
  #running: Promise<void> | undefined;

  /**
   * @param write writes a batch; its results in the order of the items.
   * @param most how many items a batch holds, unless one call brings more.
   */
  constructor(
    private readonly write: (items: readonly In[]) => Promise<Out[]>,
    private readonly most: number,
  ) {}

  /** Resolved when the items are written. */
  add(items: readonly In[]): Promise<Out[]> {
    if (items.length === 0) return Promise.resolve([]);
    return new Promise((done, failed) => {
      this.#waiting.push({ items, done, failed });
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
    while (this.#waiting.length > 0) await this.#writeTogether(this.#take());
    this.#running = undefined;
  }

  #take(): Waiting<In, Out>[] {
    let items = 0;
    let calls = 0;
    while (calls < this.#waiting.length && (calls === 0 || items + this.#waiting[calls]!.items.length <= this.most)) {
      items += this.#waiting[calls++]!.items.length;
    }
    return this.#waiting.splice(0, calls);
  }

  /** What fails together fails for each: an event that is already in the log comes back as a duplicate when it is resent. */
  async #writeTogether(calls: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await this.write(calls.flatMap(({ items }) => items));
      let from = 0;
      for (const { items, done } of calls) done(results.slice(from, (from += items.length)));
    } catch (error) {
      for (const { failed } of calls) failed(error);
    }
  }
}
