import type { PreparedEvent, PreparedRequest } from '../sqlite/prepared.js';

interface Behind {
  head: number;
  readonly events: Map<string, { readonly revision: number; readonly event: PreparedEvent }>;
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

  held(stream: string, id: string): { readonly revision: number; readonly event: PreparedEvent } | undefined {
    return this.#streams.get(stream)?.events.get(id);
  }

  add(stream: string, first: number, events: readonly PreparedEvent[]): void {
    const behind = this.#streams.get(stream) ?? { head: -1, events: new Map() };
    this.#streams.set(stream, behind);
    behind.head = first + events.length - 1;
    events.forEach((event, at) => behind.events.set(event.id, { revision: first + at, event }));
    this.size += events.length;
  }

  /** The replica shows them now. */
  taken(requests: readonly PreparedRequest[]): void {
    for (const { stream, events } of requests) {
      const behind = this.#streams.get(stream);
      if (!behind) continue;
      for (const { id } of events) if (behind.events.delete(id)) this.size--;
      if (behind.events.size === 0) this.#streams.delete(stream);
    }
  }

  /** The replica shows all. */
  clear(): void {
    this.#streams.clear();
    this.size = 0;
  }
}
