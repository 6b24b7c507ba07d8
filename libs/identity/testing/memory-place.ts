import type { Journal, JournalCopy, SharedPlace } from '#libs/event-log';

/** What a process is about to do in the place, or has just done. */
export type Step = 'get' | 'put' | 'read' | 'add' | 'added';

/**
 * A place that processes share, in memory: by the rules of the port, and stopped before each thing that one of them does, so that a test decides
 * who is next, and who is no more.
 */
export class MemoryPlace {
  readonly #journals = new Map<string, string[]>();
  readonly #values = new Map<string, string>();

  /** A place that somebody has written: the vault's journal, and values as text. */
  static of(records: readonly unknown[], values: Iterable<readonly [name: string, value: string]>): MemoryPlace {
    const place = new MemoryPlace();
    place.#journal('vault').push(...records.map((record) => JSON.stringify(record)));
    for (const [name, value] of values) place.#values.set(name, value);
    return place;
  }

  /** The records of a journal, as text. */
  records(name: string): readonly string[] {
    return this.#journal(name);
  }

  get values(): ReadonlyMap<string, string> {
    return this.#values;
  }

  /** The place as one process sees it. A step that never ends is the death of the process, one that throws a fault of the place. */
  as(step: (what: Step) => Promise<void> = async () => {}): SharedPlace {
    return {
      journal: async <R>(name: string, copy: JournalCopy<R>) => {
        const journal = new MemoryJournal(this.#journal(name), copy, step);
        await journal.caughtUp();
        return journal;
      },
      put: async (name, value) => {
        await step('put');
        this.#values.set(name, JSON.stringify(value));
      },
      get: async (name) => {
        await step('get');
        const value = this.#values.get(name);
        return value && JSON.parse(value);
      },
    };
  }

  #journal(name: string): string[] {
    const journal = this.#journals.get(name) ?? [];
    this.#journals.set(name, journal);
    return journal;
  }
}

class MemoryJournal<R> implements Journal<R> {
  #tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly records: string[],
    private readonly copy: JournalCopy<R>,
    private readonly step: (what: Step) => Promise<void>,
  ) {}

  caughtUp(): Promise<void> {
    return this.#inTurn(() => this.#read());
  }

  add(make: () => R | undefined | Promise<R | undefined>): Promise<void> {
    return this.#inTurn(async () => {
      for (;;) {
        const revision = this.copy.next();
        const record = await make();
        if (record === undefined) return;
        await this.step('add');
        if (this.records.length === revision) {
          this.records.push(JSON.stringify(record));
          await this.step('added');
          return this.copy.take(record, revision);
        }
        await this.#read();
      }
    });
  }

  async dropBefore(): Promise<void> {
    throw new Error('nothing is dropped of a vault');
  }

  async #read(): Promise<void> {
    await this.step('read');
    for (let at = this.copy.next(); at < this.records.length; at++)
      await this.copy.take(JSON.parse(this.records[at]!) as R, at);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(work);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }
}
