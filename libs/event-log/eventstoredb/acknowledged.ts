import type { PreparedEvent, PreparedRequest } from '../sqlite/prepared.js';
import type { NewStoreEvent } from './append-message.js';

/** An event that the store has taken, as it was sent. */
export interface Kept {
  readonly revision: number;
  readonly event: PreparedEvent;
  readonly sent: NewStoreEvent;
}

interface Behind {
  head: number;
  readonly byId: Map<string, Kept>;
  readonly byRevision: Map<number, Kept>;
}

/** What the store has acknowledged to this process and the replica does not show yet. */
export class Acknowledged {
  readonly #streams = new Map<string, Behind>();
  /** Events in it. */
  size = 0;

  /** Revision of the newest of a stream, -1 for none. */
  head(stream: string): number {
    return this.#streams.get(stream)?.head ?? -1;
  }

  held(stream: string, id: string): Kept | undefined {
    return this.#streams.get(stream)?.byId.get(id);
  }

  /** What was sent to a place. */
  at(stream: string, revision: number): Kept | undefined {
    return this.#streams.get(stream)?.byRevision.get(revision);
  }

  /** @param events in order, those of one append or the last of them. */
  add(stream: string, events: readonly Kept[]): void {
    const behind = this.#streams.get(stream) ?? { head: -1, byId: new Map(), byRevision: new Map() };
    this.#streams.set(stream, behind);
    for (const kept of events) {
      behind.head = kept.revision;
      behind.byId.set(kept.event.id, kept);
      behind.byRevision.set(kept.revision, kept);
    }
    this.size += events.length;
  }

  /** The replica shows them now. */
  taken(requests: readonly PreparedRequest[]): void {
    for (const { stream, events } of requests) {
      const behind = this.#streams.get(stream);
      if (!behind) continue;
      for (const { id } of events) {
        const kept = behind.byId.get(id);
        if (!kept) continue;
        behind.byId.delete(id);
        behind.byRevision.delete(kept.revision);
        this.size--;
      }
      if (behind.byId.size === 0) this.#streams.delete(stream);
    }
  }

  /** The replica shows all. */
  clear(): void {
    this.#streams.clear();
    this.size = 0;
  }
}
