import type { HeldEvent, ReplicaView } from '../replica/replica-view.js';
import type { PreparedEvent } from '../sqlite/prepared.js';
import type { Heads } from './replica.js';

interface Stream {
  head: number;
  /** Every id in it, those under way among them; only of streams that were seen to begin, and that nobody else has written. */
  ids: Set<string> | undefined;
  /** Revision of the newest event that was sent there, -1 for none. */
  sentTo: number;
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

  /** Events are under way to a stream. @param first revision that the first of them will have. */
  sends(stream: string, events: readonly PreparedEvent[], first: number): void {
    const known = this.#streams.get(stream);
    if (!known?.ids) return;
    // What lies between was sent before this stream was remembered, or by another.
    if (first !== known.sentTo + 1) return this.forgetIds(stream);
    for (const { id } of events) known.ids.add(id);
    known.sentTo += events.length;
    this.#size += events.length;
  }

  /** Not all that is in a stream is what was sent there: which ids it holds is asked of the replica from now on. */
  forgetIds(stream: string): void {
    const known = this.#streams.get(stream);
    if (known) known.ids = undefined;
  }

  /** The replica shows streams up to these revisions: nothing comes into it but by this. */
  taken(heads: Heads): void {
    for (const [stream, head] of heads) {
      const known = this.#streams.get(stream);
      if (!known) continue;
      known.head = head;
      if (head > known.sentTo) this.forgetIds(stream);
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
    const asked = { head, ids: head === -1 ? new Set<string>() : undefined, sentTo: -1 };
    this.#streams.set(stream, asked);
    this.#size++;
    return asked;
  }
}
