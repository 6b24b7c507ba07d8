import { ReportingError } from '../reporting-error.js';
import type { KeptRow } from '../port.js';

/**
 * Finds a key that comes twice with eight bytes a key: once all have come their hashes are sorted, and where two are alike the keys themselves
 * are looked at. So chance never decides; it costs a second reading, of a million rows once in twenty thousand times.
 */
export class KeyHashes {
  #hashes = new Float64Array(1024);
  #count = 0;

  /** Keys that came. */
  get count(): number {
    return this.#count;
  }

  add(key: string): void {
    if (this.#count === this.#hashes.length) {
      const more = new Float64Array(2 * this.#count);
      more.set(this.#hashes);
      this.#hashes = more;
    }
    this.#hashes[this.#count++] = hashOf(key);
  }

  /** To be called once, when all have come. Throws ReportingError `delivery.row-key-twice`. @param again the same rows once more. */
  refuseTwice(again: () => Iterable<KeptRow>): void {
    const alike = this.#alike();
    if (alike.size === 0) return;
    const keys = new Set<string>();
    for (const { key } of again()) if (alike.has(hashOf(key)) && keys.size === keys.add(key).size) throw twice();
  }

  #alike(): Set<number> {
    const sorted = this.#hashes.subarray(0, this.#count).sort();
    const alike = new Set<number>();
    for (let at = 1; at < sorted.length; at++) if (sorted[at] === sorted[at - 1]) alike.add(sorted[at]!);
    return alike;
  }
}

/** 53 bits, as many as a number holds, of two hashes in the manner of FNV-1a. */
function hashOf(key: string): number {
  let [low, high] = [0x811c9dc5, 0x9e3779b9];
  for (let at = 0; at < key.length; at++) {
    const unit = key.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995);
  }
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
}

// What joins two deliveries has to name one row only.
const twice = (): ReportingError =>
  new ReportingError(
    'delivery.row-key-twice',
    'Two rows of the selection have the same key, so that deliveries cannot be compared; correct the statistic.',
  );
