import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient, RecordedEvent } from '@eventstore/db-client';
import { EventLogError } from '../event-log-error.js';
import type { Journal, JournalCopy } from '../shared/port.js';
import type { NewStoreEvent } from './append-message.js';
import type { AppendingClient } from './appending-client.js';
import { failureOf, outcomeUnknown, readingError, unreachable, type Failure } from './failures.js';
import { readStream } from './read-page.js';

export interface JournalParts {
  readonly client: AppendingClient;
  /** Asked for each time: it may be another after a fault. */
  readonly reading: () => EventStoreDBClient;
  readonly limitMs: number;
  readonly giveUpMs: number;
}

/** Records read at once. */
const page = 500;

/** Longest wait between two attempts, in milliseconds. */
const longestWait = 1_000;

interface Made<R> {
  readonly record: R;
  readonly event: NewStoreEvent;
  /** Where it is to stand. */
  readonly revision: number;
}

/**
 * A journal in a stream of the store, outside the log. Each record is appended at the one revision that the copy it was made of stands at,
 * so two processes never decide on the same state. Sent again after an unknown outcome it is the very same event, which the store keeps once.
 */
export class StoreJournal<R> implements Journal<R> {
  #tail: Promise<unknown> = Promise.resolve();
  #catchingUp: Promise<void> | undefined;

  constructor(
    private readonly stream: string,
    private readonly copy: JournalCopy<R>,
    private readonly parts: JournalParts,
  ) {}

  caughtUp(): Promise<void> {
    // Who asks while others wait for their turn is content with one reading that begins after all of them.
    this.#catchingUp ??= this.#inTurn(async () => {
      this.#catchingUp = undefined;
      await this.#read();
    });
    return this.#catchingUp;
  }

  add(make: () => R | undefined | Promise<R | undefined>): Promise<void> {
    return this.#inTurn(() => this.#add(make));
  }

  async dropBefore(revision: number): Promise<void> {
    await this.parts.client.dropBefore(this.stream, revision).catch((error) => {
      throw readingError(error);
    });
  }

  async #add(make: () => R | undefined | Promise<R | undefined>): Promise<void> {
    const giveUpAt = performance.now() + this.parts.giveUpMs;
    let made: Made<R> | undefined;
    let isUnclear = false;
    for (let attempt = 0; ; attempt++) {
      const revision = this.copy.next();
      // While the copy stands where it stood, what was sent may still arrive: then it must be the same.
      if (made?.revision !== revision) made = await this.#make(make, revision);
      if (!made) return;
      const failure = await this.#append(made);
      if (!failure) return void (await this.copy.take(made.record, revision));
      if (failure.kind === 'refused') throw failure.error;
      isUnclear = failure.kind === 'unclear';
      if (performance.now() > giveUpAt) throw isUnclear ? outcomeUnknown() : unreachable();
      if (isUnclear) await this.#mend(failure, attempt);
      const first = await this.#read().catch(triedAgain);
      if (first?.id === made.event.id) return;
    }
  }

  async #make(make: () => R | undefined | Promise<R | undefined>, revision: number): Promise<Made<R> | undefined> {
    const record = await make();
    if (record === undefined) return undefined;
    const data = Buffer.from(JSON.stringify(record));
    const event = { id: randomUUID(), type: 'record', contentType: 'application/octet-stream' as const, data };
    return { record, revision, event };
  }

  async #append({ event, revision }: Made<R>): Promise<Failure | undefined> {
    try {
      await this.parts.client.append(this.stream, [event], revision - 1);
      return undefined;
    } catch (error) {
      return failureOf(error);
    }
  }

  async #mend(failure: Failure, attempt: number): Promise<void> {
    this.parts.client.failed();
    if (failure.kind === 'unclear' && failure.renew) await this.parts.client.renew();
    await new Promise((resolve) => setTimeout(resolve, Math.min(10 * 2 ** attempt, longestWait)));
  }

  /** Takes what lies behind the copy; answers the first event of it. */
  async #read(): Promise<RecordedEvent | undefined> {
    let first: RecordedEvent | undefined;
    for (;;) {
      const events = await this.#page(this.copy.next());
      first ??= events[0];
      for (const { data, revision } of events) await this.copy.take(recordOf<R>(data), Number(revision));
      if (events.length < page) return first;
    }
  }

  #page(from: number): Promise<RecordedEvent[]> {
    const { reading, limitMs } = this.parts;
    return readStream(reading, this.stream, { fromRevision: BigInt(from), maxCount: page }, limitMs);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(work);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }
}

/** What the store may get over is met again by the next append; what a copy cannot take will never pass. */
function triedAgain(error: unknown): undefined {
  if (!(error instanceof EventLogError)) throw error;
}

function recordOf<R>(data: unknown): R {
  try {
    return JSON.parse(Buffer.from(data as Uint8Array).toString('utf8')) as R;
  } catch {
    throw new EventLogError(
      'log.damaged',
      'A record that the processes share was not written by this house, or was changed since. Find out who writes in the event store.',
    );
  }
}
