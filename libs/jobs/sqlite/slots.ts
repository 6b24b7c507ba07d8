/** How many jobs of each kind run here, and how many more may. */
export class Slots {
  readonly #taken = new Map<string, number>();

  constructor(private readonly each: number) {}

  free(kind: string): number {
    return this.each - (this.#taken.get(kind) ?? 0);
  }

  /** A negative count gives back. */
  take(kind: string, count: number): void {
    this.#taken.set(kind, (this.#taken.get(kind) ?? 0) + count);
  }
}
