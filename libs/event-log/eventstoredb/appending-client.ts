import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient } from '@eventstore/db-client';
import type { NewStoreEvent, StoreAppend } from './append-message.js';
import { AppendStream } from './append-stream.js';
import { letGo, type Connect } from './connect.js';
import { tooLarge } from './failures.js';
import { withTimeLimit } from './time-limit.js';

/** How many appends may be under way. */
export const mostUnderWay = 64;

/** Bytes in one append, which is one message. The store takes one MiB if it is not set otherwise. */
const mostBytes = 2 * 1024 * 1024;

/** The client that appends. It is renewed only when nothing is under way that was not given up. */
export class AppendingClient {
  #client: EventStoreDBClient;
  #stream: AppendStream;
  /** No stream of appends yet, or the one there was has failed. */
  #fresh = true;
  #underWay = 0;
  readonly #waiting: (() => void)[] = [];
  #renewing: Promise<void> | undefined;
  #idle: (() => void) | undefined;

  /** @throws EventLogError `log.connection-invalid`. */
  constructor(
    private readonly connect: Connect,
    private readonly limitMs: number,
  ) {
    this.#client = connect();
    this.#stream = new AppendStream(this.#client);
  }

  /** Appends after the revision, -1 for a stream that is not there yet. Rejects with what the client says, or TimeLimitError. */
  async append(stream: string, events: readonly NewStoreEvent[], after: number): Promise<void> {
    if (events.reduce((sum, { data }) => sum + data.length, 0) > mostBytes) throw tooLarge();
    await this.#sent({ stream, events, after });
  }

  /** Lets the store drop, at its next scavenge, what stands in a stream before a revision; nobody is shown it any more. */
  async dropBefore(stream: string, revision: number): Promise<void> {
    const data = Buffer.from(JSON.stringify({ $tb: revision }));
    const event = { id: randomUUID(), type: '$metadata', contentType: 'application/json', data } as const;
    await this.#sent({ stream: `$$${stream}`, events: [event], after: 'any' });
  }

  async #sent(append: StoreAppend): Promise<void> {
    await this.#turn();
    try {
      await withTimeLimit(this.#stream.append(append, this.limitMs), this.limitMs);
      this.#fresh = false;
    } finally {
      this.#underWay--;
      if (this.#underWay === 0) this.#idle?.();
      this.#admit();
    }
  }

  /** In the order asked. */
  #turn(): Promise<void> {
    return new Promise((begin) => {
      this.#waiting.push(begin);
      this.#admit();
    });
  }

  #admit(): void {
    while (!this.#renewing && this.#waiting.length > 0 && this.#underWay < this.room) {
      this.#underWay++;
      this.#waiting.shift()!();
    }
  }

  /** How many appends may be sent now: one, until it is known that the stream of appends is there. */
  get room(): number {
    return this.#fresh ? 1 : mostUnderWay;
  }

  /** The stream of appends has failed; the client makes another. */
  failed(): void {
    this.#fresh = true;
  }

  /** Another connection, once nothing is under way any more but what was given up. */
  renew(): Promise<void> {
    return (this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
      this.#admit();
    }));
  }

  async #renew(): Promise<void> {
    if (this.#underWay > 0) await new Promise<void>((idle) => (this.#idle = idle));
    await this.#letGo();
    this.#client = this.connect();
    this.#stream = new AppendStream(this.#client);
    this.#fresh = true;
  }

  close(): Promise<void> {
    return this.#letGo();
  }

  #letGo(): Promise<void> {
    this.#stream.close();
    return letGo(this.#client, this.limitMs);
  }
}
