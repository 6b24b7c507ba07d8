import type { HeldEvent, ReplicaView } from '../replica/replica-view.js';
import type { PreparedRequest } from '../sqlite/prepared.js';

interface Stream {
  head: number;
  /** Every id in it; only of streams that were seen to begin. */
  readonly ids: Set<string> | undefined;
}

/** Streams and ids that are remembered. */
const most = 200_000;

/**
 * What the replica shows of the streams that are written here. Heads are remembered, and so are the ids of streams that began since: that
 * an event is new in them costs no question to the replica, whose every answer after a commit is read from its file anew.
 */
export class Shown {
  readonly #streams = new Map<string, Stream>();
  #size = 0;

  constructor(private readonly replica: ReplicaView) {}

  /** Revision of the newest event of a stream, -1 for none. */
  head(stream: string, counted: boolean): number {
    return this.#of(stream, counted).head;
  }

  held(stream: string, id: string, counted: boolean): HeldEvent | undefined {
    const { head, ids } = this.#of(stream, counted);
    return head === -1 || (ids && !ids.has(id)) ? undefined : this.replica.held(stream, id, counted);
  }

  /** The replica shows them now: nothing comes into it but by this. */
  taken(requests: readonly PreparedRequest[]): void {
    for (const { stream, expected, events } of requests) {
      const known = this.#streams.get(stream);
      if (!known) continue;
      known.head = (expected as number) + events.length;
      if (!known.ids) continue;
      for (const { id } of events) known.ids.add(id);
      this.#size += events.length;
    }
  }

  #of(stream: string, counted: boolean): Stream {
    const known = this.#streams.get(stream);
    if (known) return known;
    if (this.#size > most) {
      this.#streams.clear();
      this.#size = 0;
    }
    const head = this.replica.head(stream, counted);
    const asked = { head, ids: head === -1 ? new Set<string>() : undefined };
    this.#streams.set(stream, asked);
    this.#size++;
    return asked;
  }
}
