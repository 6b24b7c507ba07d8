import { createHash } from 'node:crypto';

/** A seal over ordinals `from` to `to`: whoever holds its root can tell whether any event up to `to` was changed, moved or lost. */
export interface Seal {
  readonly from: number;
  readonly to: number;
  /** Events in the range. */
  readonly count: number;
  /** Counted streams that begin in the range: tells a stream that was taken out whole. */
  readonly streams: number;
  /** Hex: the hashes of the range combined by exclusive or, which order does not move: tells a swap from a change. */
  readonly mix: string;
  /** Hex: the chain of hashes up to `to`. */
  readonly root: string;
  /** Hex: the root before `from`. */
  readonly previous: string;
}

/** What of an event goes into a seal. */
export interface Fingerprint {
  readonly hash: Buffer;
  readonly revision: number;
}

/** What a log must show to be sealed. */
export interface Fingerprints {
  head(): number;
  /** Of the events with ordinal > `after`, in order, at most `limit`. */
  fingerprints(after: number, limit: number): Fingerprint[];
}

/** The root of an empty log. */
export const emptyRoot = '0'.repeat(64);

/** A seal that grows event by event; `finish` closes it. Pure but for its own state. */
export class SealBuilder {
  #root: Buffer;
  readonly #mix = Buffer.alloc(32);
  #count = 0;
  #streams = 0;

  constructor(
    private readonly from: number,
    private readonly previous: string,
  ) {
    this.#root = Buffer.from(previous, 'hex');
  }

  /** One link of the chain: SHA-256 of the root so far and the event's hash. */
  add({ hash, revision }: Fingerprint): void {
    this.#root = createHash('sha256').update(this.#root).update(hash).digest();
    for (let at = 0; at < 32; at++) this.#mix[at]! ^= hash[at]!;
    this.#count++;
    if (revision === 0) this.#streams++;
  }

  finish(): Seal {
    return {
      from: this.from,
      to: this.from + this.#count - 1,
      count: this.#count,
      streams: this.#streams,
      mix: this.#mix.toString('hex'),
      root: this.#root.toString('hex'),
      previous: this.previous,
    };
  }
}
