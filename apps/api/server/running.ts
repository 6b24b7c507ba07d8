/** How many requests are under way, and whether the server is closing. */
export class Running {
  #count = 0;
  readonly #closing = new AbortController();

  constructor(private readonly most: number) {}

  /** False when there is no room; each true needs one `done`. */
  begin(): boolean {
    if (this.#count >= this.most) return false;
    this.#count++;
    return true;
  }

  done(): void {
    this.#count--;
  }

  get count(): number {
    return this.#count;
  }

  get closing(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Aborted when the server begins to close: whoever reads without end stops then. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  close(): void {
    this.#closing.abort();
  }
}
