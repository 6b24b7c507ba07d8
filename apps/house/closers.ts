/** What was opened, closed again in the reverse order. */
export class Closers {
  readonly #closers: (() => void | Promise<void>)[] = [];

  /** Keeps what closes a thing, and gives the thing back. */
  add<T>(thing: T, close: (thing: T) => void | Promise<void>): T {
    this.#closers.push(() => close(thing));
    return thing;
  }

  /** Closes all; the first failure is passed on once all were tried. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
