import { Chain } from './chain.js';
import type { SealClaim } from './check-side.js';
import type { Problems } from './verdict.js';

/**
 * Builds the chain anew from the bytes, and compares: every seal over its own range from the root it names as its previous one, so that
 * a fault shows where it lies and not in all that follows; and the whole chain from the first event against seals and anchor.
 */
export class SealCheck {
  readonly #whole = new Chain();
  #at = 0;
  #seal = 0;
  /** The chain of the current seal; the whole one itself where the seal begins at its root, as it should. */
  #range = this.#whole;
  #mix = Buffer.alloc(32);
  #count = 0;
  #streams = 0;
  #anchorMet = false;
  /** Up to here the whole chain is what was sealed, or anchored. */
  protectedTo = 0;

  constructor(
    private readonly seals: readonly SealClaim[],
    private readonly anchor: { readonly to: number; readonly root: string } | undefined,
    private readonly problems: Problems,
  ) {
    this.#begin();
    if (anchor && !seals.some(({ to, root }) => to === anchor.to && root === anchor.root))
      problems.add('log.seal-missing', 'The seal that was exported as the anchor is not among the seals of this log.', {
        ordinal: anchor.to,
        stream: 'seal-log',
      });
  }

  /** The hash of the event's bytes stands in `hashes` from a place on. */
  take(at: number, revision: number, hashes: Uint8Array, from: number): void {
    while (this.seals[this.#seal] && at > this.seals[this.#seal]!.to) this.#close(false);
    this.#whole.link(hashes, from);
    if (this.#range !== this.#whole) this.#range.link(hashes, from);
    for (let byte = 0; byte < 32; byte++) this.#mix[byte]! ^= hashes[from + byte]!;
    this.#count++;
    if (revision === 0) this.#streams++;
    this.#at = at;
    if (at === this.seals[this.#seal]?.to || at === this.anchor?.to) this.#compareWhole();
  }

  /** After the last event. */
  finish(): void {
    while (this.seals[this.#seal]) this.#close(true);
    const { anchor } = this;
    if (!anchor || this.#anchorMet) return;
    if (anchor.to > this.#at) this.#cutOff(anchor.to);
    else this.#anchorMismatch(anchor.to);
  }

  #compareWhole(): void {
    const { root } = this.#whole;
    const seal = this.seals[this.#seal];
    const { anchor } = this;
    const anchored = anchor?.to === this.#at;
    if (anchored) {
      this.#anchorMet = true;
      if (root === anchor.root) this.protectedTo = this.#at;
      else this.#anchorMismatch(this.#at);
    }
    // With an anchor the seals in the file vouch for nothing: who rewrote the events could rewrite them.
    if (!anchor && seal?.to === this.#at && root === seal.root) this.protectedTo = this.#at;
  }

  #begin(): void {
    const previous = this.seals[this.#seal]?.previous;
    this.#range = this.#whole;
    if (previous !== undefined && previous !== this.#whole.root) {
      this.#range = new Chain();
      this.#range.root = previous;
    }
    this.#mix = Buffer.alloc(32);
    this.#count = 0;
    this.#streams = 0;
  }

  /** The current seal's range is over; `atEnd` = because the log is. */
  #close(atEnd: boolean): void {
    const seal = this.seals[this.#seal]!;
    if (atEnd && this.#at < seal.to) this.#cutOff(seal.to);
    else if (this.#range.root !== seal.root) this.#explain(seal);
    this.#seal++;
    this.#begin();
  }

  #explain(seal: SealClaim): void {
    const where = { ordinal: seal.from };
    const range = `${seal.from} to ${seal.to}`;
    this.problems.add('log.seal-mismatch', `What lies at ${range} is not what was sealed there.`, where);
    if (this.#count === seal.count && this.#mix.toString('hex') === seal.mix)
      this.problems.add('log.order-changed', `Events ${range} are all there, but not in the order they had.`, where);
    if (this.#streams < seal.streams)
      this.problems.add(
        'log.stream-missing',
        `${seal.streams} streams began at ${range} when it was sealed, now ${this.#streams} do.`,
        where,
      );
  }

  #cutOff(to: number): void {
    this.problems.add('log.tail-cut-off', `The log was sealed up to ${to}, but ends at ${this.#at}.`, {
      ordinal: this.#at + 1,
    });
  }

  #anchorMismatch(to: number): void {
    this.problems.add(
      'log.anchor-mismatch',
      `The log up to ${to} is not the one that was anchored: something in it was changed, moved, lost or put in.`,
      { ordinal: to },
    );
  }
}
