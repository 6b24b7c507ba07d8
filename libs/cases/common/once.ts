/**
 * What was made of something that stays as it is, each by its name: made when first asked for. Plain fields, since entries of a weak map for
 * every state of every case cost the garbage collector more than the folds cost that they save.
 */
export class Once {
  readonly #made = new Map<string, unknown>();

  get<T>(name: string, make: () => T): T {
    let made = this.#made.get(name);
    if (made === undefined) this.#made.set(name, (made = make()));
    return made as T;
  }
}
