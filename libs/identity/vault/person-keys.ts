import { LRUCache } from 'lru-cache';
import type { MasterKey } from './master-key.js';
import { seal, unseal, type RandomBytes } from './sealing.js';

const boundTo = (person: number): Buffer => Buffer.from(`person-key:${person}`);

/** The data keys of persons: made, sealed under the master key, and opened, the last used kept open. */
export class PersonKeys {
  readonly #open: LRUCache<number, { readonly key: Buffer; readonly sealed: Buffer }>;

  constructor(
    private readonly master: MasterKey,
    cached: number,
  ) {
    this.#open = new LRUCache({ max: cached });
  }

  /** A new key for a person who has none yet: itself, and as it is stored. */
  make(person: number, random: RandomBytes): { readonly key: Buffer; readonly sealed: Buffer } {
    const key = random(32);
    return { key, sealed: seal(this.master.reveal(), key, boundTo(person), random) };
  }

  /**
   * Opens a stored key. The row is read each time, so that a key erased by another process is not used from here, nor one of
   * a commit that was taken back: its person's id goes to another.
   */
  open(person: number, sealed: Buffer): Buffer {
    const known = this.#open.get(person);
    if (known?.sealed.equals(sealed)) return known.key;
    const key = unseal(this.master.reveal(), sealed, boundTo(person));
    this.#open.set(person, { key, sealed });
    return key;
  }

  /** Forgets the open key of a person found to be erased. */
  forget(person: number): void {
    this.#open.delete(person);
  }
}
