import { hash as sha256 } from 'node:crypto';

/** A chain of hashes: each root is the SHA-256 of the root before it and the next hash. */
export class Chain {
  /** The root, and behind it the hash to be linked. */
  readonly #bytes = Buffer.alloc(64);

  /** Links the 32 bytes that stand in `hashes` from a place on. */
  link(hashes: Uint8Array, from: number): void {
    for (let at = 0; at < 32; at++) this.#bytes[32 + at] = hashes[from + at]!;
    // As a text of one character a byte: made in a fifth of the time of a buffer.
    this.#bytes.write(sha256('sha256', this.#bytes, 'binary'), 0, 'binary');
  }

  /** In hex; zeros before the first link. */
  get root(): string {
    return this.#bytes.toString('hex', 0, 32);
  }

  set root(root: string) {
    this.#bytes.write(root, 0, 'hex');
  }
}
