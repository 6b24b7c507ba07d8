import type { HeldEvent } from '../replica/replica-view.js';
import type { Heads } from './replica.js';

/** An event that the store has taken: as bytes, which the collector need not copy until the replica shows them. */
export interface Kept {
  readonly id: string;
  readonly revision: number;
  readonly data: Buffer;
}

interface Behind {
  head: number;
  readonly byId: Map<string, Kept>;
  /** In order, without a gap: one append a stream is under way at a time, and each is sent after the one before. */
  readonly kept: Kept[];
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

  held(stream: string, id: string): HeldEvent | undefined {
    const kept = this.#streams.get(stream)?.byId.get(id);
    return kept && { revision: kept.revision, ordinal: null, bytes: kept.data.toString('utf8') };
  }

  /** @param events in order, those of one append or the last of them. */
  add(stream: string, events: readonly Kept[]): void {
    const behind: Behind = this.#streams.get(stream) ?? { head: -1, byId: new Map(), kept: [] };
    this.#streams.set(stream, behind);
    for (const one of events) {
      behind.head = one.revision;
      behind.byId.set(one.id, one);
      behind.kept.push(one);
    }
    this.size += events.length;
  }

  /** The replica shows streams up to these revisions. */
  taken(heads: Heads): void {
    for (const [stream, shown] of heads) {
      const behind = this.#streams.get(stream);
      if (!behind) continue;
      const taken = behind.kept.splice(0, Math.max(0, shown + 1 - behind.kept[0]!.revision));
      for (const { id } of taken) behind.byId.delete(id);
      this.size -= taken.length;
      if (behind.kept.length === 0) this.#streams.delete(stream);
    }
  }

  /** The replica shows all. */
  clear(): void {
    this.#streams.clear();
    this.size = 0;
  }
}
