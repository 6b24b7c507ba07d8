import type { EventStoreDBClient, Position } from '@eventstore/db-client';
import { asRequests, type StoredText } from '../replica/stored-text.js';
import type { Page, Source } from '../replica/replicator.js';
import type { Kept } from './acknowledged.js';
import { letGo, type Connect } from './connect.js';
import { readingError } from './failures.js';
import type { LogNames } from './names.js';
import { readPage, type StorePage } from './read-page.js';
import { fromStore } from './store-event.js';

/** What this process has sent to a place in a stream. */
export type SentTo = (stream: string, revision: number) => Kept | undefined;

/** The log in the store, page by page. Its client only reads: a broken reading takes no append with it. */
export class StoreSource implements Source<Position> {
  #client: EventStoreDBClient;

  constructor(
    private readonly connect: Connect,
    private readonly names: LogNames,
    private readonly limitMs: number,
  ) {
    this.#client = connect();
  }

  get client(): EventStoreDBClient {
    return this.#client;
  }

  async page(after: Position, sent?: SentTo): Promise<Page<Position>> {
    const { texts, last, atEnd } = await this.texts(after, sent);
    return { requests: asRequests(texts), next: last, atEnd };
  }

  /** The log's events in the store after a place, side events among them, in order. */
  async texts(after: Position, sent?: SentTo): Promise<Omit<StorePage, 'events'> & { readonly texts: StoredText[] }> {
    const { events, last, atEnd } = await readPage(this.#client, after, this.limitMs).catch((error) => {
      throw readingError(error);
    });
    const texts: StoredText[] = [];
    for (const event of events) {
      const stream = this.names.inLog(event.streamId);
      if (stream !== null) texts.push(fromStore(event, stream, sent?.(stream, event.revision)));
    }
    return { texts, last, atEnd };
  }

  async renew(): Promise<void> {
    const old = this.#client;
    this.#client = this.connect();
    await letGo(old, this.limitMs);
  }

  close(): Promise<void> {
    return letGo(this.#client, this.limitMs);
  }
}
