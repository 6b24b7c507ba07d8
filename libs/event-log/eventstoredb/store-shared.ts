import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@eventstore/db-client';
import type { Journal, JournalCopy, SharedPlace } from '../shared/port.js';
import { failureOf, outcomeUnknown } from './failures.js';
import type { LogNames } from './names.js';
import { readStream } from './read-page.js';
import { StoreJournal, type JournalParts } from './store-journal.js';

/** How often a value is put again after a fault. */
const mostAttempts = 5;

/** What the processes of one log share, in streams of the store beside the log: `sagsspor:vault` and so on. */
export class StoreShared implements SharedPlace {
  constructor(
    private readonly names: LogNames,
    private readonly parts: JournalParts,
  ) {}

  async journal<R>(name: string, copy: JournalCopy<R>): Promise<Journal<R>> {
    const journal = new StoreJournal(this.names.beside(name), copy, this.parts);
    await journal.caughtUp();
    return journal;
  }

  async put(name: string, value: unknown): Promise<void> {
    const { client } = this.parts;
    const stream = this.names.beside(name);
    const data = Buffer.from(JSON.stringify(value));
    const event = { id: randomUUID(), type: 'value', contentType: 'application/octet-stream' as const, data };
    for (let attempt = 0; ; attempt++) {
      const newest = await this.#newest(stream);
      const after = newest ? Number(newest.revision) : -1;
      try {
        // Seen as the newest, it is there whatever was answered.
        if (newest?.id === event.id) return after > 0 ? await client.dropBefore(stream, after) : undefined;
        await client.append(stream, [event], after);
        if (after === -1) return;
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === 'refused') throw failure.error;
        if (attempt >= mostAttempts) throw outcomeUnknown();
        if (failure.kind !== 'unclear') continue;
        client.failed();
        if (failure.renew) await client.renew();
      }
    }
  }

  async get(name: string): Promise<unknown> {
    const newest = await this.#newest(this.names.beside(name));
    return newest && JSON.parse(Buffer.from(newest.data as Uint8Array).toString('utf8'));
  }

  async #newest(stream: string): Promise<RecordedEvent | undefined> {
    const { reading, limitMs } = this.parts;
    const newest = { direction: 'backwards', fromRevision: 'end', maxCount: 1 } as const;
    return (await readStream(reading, stream, newest, limitMs))[0];
  }
}
