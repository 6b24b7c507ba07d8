import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type {
  AppendOutcome,
  AppendReceipt,
  AppendRequest,
  EventAppender,
  EventReader,
  NewEvent,
  StoredEvent,
} from '#libs/event-log';

/** The log's port in memory, for tests that are about intake: what it keeps is plain to read. */
export class MemoryLog implements EventAppender, EventReader {
  readonly events: StoredEvent[] = [];
  /** How often `append` was called, and with how many requests. */
  readonly calls: number[] = [];

  async append(requests: readonly AppendRequest[]): Promise<AppendOutcome[]> {
    this.calls.push(requests.length);
    await new Promise((next) => setImmediate(next));
    return requests.map((request) => this.#append(request));
  }

  #append({ stream, expectedRevision, events }: AppendRequest): AppendOutcome {
    const held = this.readStream(stream);
    for (const event of events) {
      const same = held.find(({ id }) => id === event.id);
      if (same && !isSame(same, event)) return { kind: 'conflict', eventId: event.id, revision: same.revision };
    }
    const actual = held.length - 1;
    const expected = expectedRevision === 'none' ? -1 : expectedRevision;
    const fresh = events.some(({ id }) => !held.some((one) => one.id === id));
    if (fresh && expected !== 'any' && expected !== actual)
      return { kind: 'wrong-revision', expected: expectedRevision, actual };
    return { kind: 'appended', receipts: events.map((event) => this.#store(stream, event)) };
  }

  #store(stream: string, event: NewEvent): AppendReceipt {
    const [held] = this.find(event.id, stream);
    if (held) return { id: event.id, revision: held.revision, ordinal: held.ordinal, duplicate: true };
    const data: unknown = JSON.parse(JSON.stringify(event.data));
    const stored = {
      ...event,
      data,
      stream,
      ordinal: this.events.length + 1,
      revision: this.readStream(stream).length,
      hash: createHash('sha256').update(JSON.stringify(data)).digest(),
    };
    this.events.push(stored);
    return { id: event.id, revision: stored.revision, ordinal: stored.ordinal, duplicate: false };
  }

  head = (): number => this.events.length;
  readAll = (after: number, limit: number): StoredEvent[] => this.events.slice(after, after + limit);
  readStream = (stream: string, from = 0): StoredEvent[] =>
    this.events.filter((event) => event.stream === stream && event.revision >= from);
  find = (id: string, stream?: string): StoredEvent[] =>
    this.events.filter((event) => event.id === id && (stream === undefined || event.stream === stream));
  streams = (prefix: string): IterableIterator<string> =>
    new Set(this.events.map(({ stream }) => stream).filter((stream) => stream.startsWith(prefix))).values();
  ordinalAt = (instant: string): number =>
    this.events.filter(({ metadata }) => metadata.recordedAt <= instant).at(-1)?.ordinal ?? 0;

  async *tail(after: number): AsyncIterableIterator<StoredEvent[]> {
    yield this.events.slice(after);
  }

  async close(): Promise<void> {}
}

const isSame = (one: StoredEvent, other: NewEvent): boolean =>
  one.type === other.type &&
  one.version === other.version &&
  isDeepStrictEqual(one.data, JSON.parse(JSON.stringify(other.data)));
