/** What was made of each of several things, by their keys: made again of one that is no longer the object it was. */
export class Latest<Of extends object, Made> {
  readonly #made = new Map<string, { of: Of; made: Made }>();

  get(key: string, of: Of, make: () => Made): Made {
    const last = this.#made.get(key);
    if (last?.of === of) return last.made;
    const made = make();
    this.#made.set(key, { of, made });
    return made;
  }
}
