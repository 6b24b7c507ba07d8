import { getDefaultHighWaterMark, setDefaultHighWaterMark } from 'node:stream';
import type { EventData, EventStoreDBClient } from '@eventstore/db-client';
import { EventLogError } from '../event-log-error.js';
import { letGo, type Connect } from './connect.js';
import { tooLarge } from './failures.js';
import { withTimeLimit } from './time-limit.js';

/** How many appends may be under way. */
export const mostUnderWay = 64;

/**
 * Messages that the client's stream of appends takes before its writer begins to queue. What it has queued when the connection breaks is
 * rejected where nobody can catch it, which ends the process: seen with 18 appends under way, when this was Node's own 16.
 */
const messagesInStream = 1024;

/** Bytes in one append, so that it is one message: the client cuts at three MiB. The store takes one MiB if it is not set otherwise. */
const mostBytes = 2 * 1024 * 1024;

let inUse = false;

/**
 * The only client of this process that appends: all clients of a process share one table of pending appends, where an error of one is
 * an error for all, and an answer after it ends the process. For the same reason it is renewed only when nothing is under way.
 */
export class AppendingClient {
  #client: EventStoreDBClient;
  /** No stream of appends yet, or the one there was has failed. */
  #fresh = true;
  #underWay = 0;
  readonly #waiting: (() => void)[] = [];
  #renewing: Promise<void> | undefined;
  #idle: (() => void) | undefined;

  /** @throws EventLogError `log.writer-running`, `log.connection-invalid`. */
  constructor(
    private readonly connect: Connect,
    private readonly limitMs: number,
  ) {
    if (inUse)
      throw new EventLogError(
        'log.writer-running',
        'This process appends to an event store already. Close that log first.',
      );
    this.#client = connect();
    inUse = true;
  }

  /** Appends after the revision, -1 for a stream that is not there yet. Rejects with what the client says, or TimeLimitError. */
  async append(stream: string, events: EventData[], after: number): Promise<void> {
    if (events.reduce((sum, { data }) => sum + (data as Uint8Array).length, 0) > mostBytes) throw tooLarge();
    const options = { expectedRevision: after === -1 ? 'no_stream' : BigInt(after), requiresLeader: true } as const;
    await this.#sent(() => this.#client.appendToStream(stream, events, { ...options, deadline: this.limitMs }));
  }

  /** Lets the store drop, at its next scavenge, what stands in a stream before a revision; nobody is shown it any more. */
  async dropBefore(stream: string, revision: number): Promise<void> {
    const kept = { truncateBefore: revision };
    await this.#sent(() => this.#client.setStreamMetadata(stream, kept, { requiresLeader: true }));
  }

  async #sent(send: () => Promise<unknown>): Promise<void> {
    await this.#turn();
    try {
      const limited = () => withTimeLimit(send(), this.limitMs);
      await (this.#fresh ? withRoomyStreams(limited) : limited());
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
    await letGo(this.#client, this.limitMs);
    this.#client = this.connect();
    this.#fresh = true;
  }

  async close(): Promise<void> {
    await letGo(this.#client, this.limitMs);
    inUse = false;
  }
}

/** The client makes its stream in its first append, and lets nobody set how much it takes; so the process's own setting is another meanwhile. */
async function withRoomyStreams<T>(work: () => Promise<T>): Promise<T> {
  const before = getDefaultHighWaterMark(true);
  setDefaultHighWaterMark(true, messagesInStream);
  try {
    return await work();
  } finally {
    setDefaultHighWaterMark(true, before);
  }
}
