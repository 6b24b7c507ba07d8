/**
 * Gives every reader all rows, a batch at a time: the next batch is fetched once the last reader asks for it, so that what a batch takes is
 * taken once, and one batch is held however many read. Answers what each reader made of them, in the order of the readers.
 * When a reader or the fetching fails, all are ended and the first failure is thrown.
 */
export async function inStep<Row, Reader, Made>(
  batches: AsyncIterable<readonly Row[]>,
  readers: readonly Reader[],
  read: (reader: Reader, rows: AsyncIterable<Row>) => Promise<Made>,
): Promise<Made[]> {
  const source = batches[Symbol.asyncIterator]();
  const step = new Step(source, readers.length);
  const reading = readers.map(async (reader) => {
    try {
      return step.left(await read(reader, step.rows()));
    } catch (error) {
      return step.failed(error);
    }
  });
  try {
    // Only when all are done: who is told of a failure clears up what they write.
    await Promise.allSettled(reading);
    return await Promise.all(reading);
  } finally {
    await source.return?.();
  }
}

type Batch<Row> = Promise<IteratorResult<readonly Row[]>>;

/** The readers that are still there, and those of them that wait for the next batch. */
class Step<Row> {
  #waiting: ((batch: Batch<Row>) => void)[] = [];
  /** Once a reader has failed, what every other is ended with. */
  #failure: Promise<never> | undefined;

  constructor(
    private readonly source: AsyncIterator<readonly Row[]>,
    private readers: number,
  ) {}

  async *rows(): AsyncGenerator<Row> {
    for (;;) {
      const { done, value } = await new Promise<IteratorResult<readonly Row[]>>((resolve) => {
        this.#waiting.push(resolve);
        this.#answer();
      });
      if (done) return;
      yield* value;
    }
  }

  /** A reader has made its own, whether or not it read to the end: nobody waits for it any more. */
  readonly left = <Made>(made: Made): Made => {
    this.readers--;
    this.#answer();
    return made;
  };

  readonly failed = (error: unknown): Promise<never> => {
    this.#failure ??= Promise.reject(error as Error);
    return this.left(this.#failure);
  };

  #answer(): void {
    if (this.#waiting.length === 0 || this.#waiting.length < this.readers) return;
    const batch = this.#failure ?? this.source.next();
    for (const resolve of this.#waiting.splice(0)) resolve(batch);
  }
}
