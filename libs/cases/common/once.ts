/**
 * What was made of something that stays as it is, each by its name: made when first asked for. Plain fields, since entries of a weak map for
 * every state of every case cost the garbage collector more than the folds cost that they save.
 */
export class Once {
  readonly #made: Record<string, unknown> = {};

  get<T>(name: string, make: () => T): T {
    return (this.#made[name] ??= make()) as T;
  }
}
