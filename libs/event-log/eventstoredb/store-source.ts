import type { EventStoreDBClient, Position } from '@eventstore/db-client';
import type { Source } from '../replica/replicator.js';
import { letGo, type Connect } from './connect.js';
import { readingError } from './failures.js';
import { readPage, type StorePage } from './read-page.js';

/** The store page by page. Its client only reads: a broken reading takes no append with it. */
export class StoreSource implements Source<Position, StorePage> {
  #client: EventStoreDBClient;

  constructor(
    private readonly connect: Connect,
    private readonly limitMs: number,
  ) {
    this.#client = connect();
  }

  get client(): EventStoreDBClient {
    return this.#client;
  }

  page(after: Position): Promise<StorePage> {
    return readPage(this.#client, after, this.limitMs).catch((error) => {
      throw readingError(error);
    });
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
