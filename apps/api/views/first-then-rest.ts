/** Waits for the first of a sequence, so that its errors come now, and gives it on with the rest. */
export async function firstThenRest<T>(sequence: AsyncIterable<T>): Promise<AsyncIterable<T>> {
  const iterator = sequence[Symbol.asyncIterator]();
  const first = await iterator.next();
  async function* all(): AsyncGenerator<T> {
    try {
      for (let one = first; !one.done; one = await iterator.next()) yield one.value;
    } finally {
      await iterator.return?.();
    }
  }
  return all();
}
