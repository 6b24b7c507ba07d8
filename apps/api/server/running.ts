/** What one request takes of the server's room. */
export interface Share {
  /** False when there is no room for more of its body, or it is over. */
  hold(bytes: number): boolean;
  /** Gives everything back. */
  end(): void;
}

/** How much is under way, and whether the server is closing. */
export class Running {
  #count = 0;
  #bytes = 0;
  readonly #closing = new AbortController();

  /** @param most requests, @param mostBytes of their bodies together. */
  constructor(
    private readonly most: number,
    private readonly mostBytes: number,
  ) {}

  /** The share of a request; undefined when there is no room. */
  begin(): Share | undefined {
    if (this.#count >= this.most) return undefined;
    this.#count++;
    let held: number | undefined = 0;
    return {
      hold: (bytes) => {
        if (held === undefined || this.#bytes + bytes > this.mostBytes) return false;
        this.#bytes += bytes;
        held += bytes;
        return true;
      },
      end: () => {
        if (held === undefined) return;
        this.#count--;
        this.#bytes -= held;
        held = undefined;
      },
    };
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
