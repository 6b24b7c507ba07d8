import { LRUCache } from 'lru-cache';
import type { MasterKey } from './master-key.js';
import { seal, sealedLength, unseal, type RandomBytes } from './sealing.js';

const keyLength = 32;

/** Bytes of a person's key as it is stored. */
export const storedKeyLength = sealedLength(keyLength);

const boundTo = (person: number): Buffer => Buffer.from(`person-key:${person}`);

/** The data keys of persons: made, sealed under the master key, and opened, the last used kept open. */
export class PersonKeys {
  /** `sealed` as a text of one character a byte: a short buffer may hold on to the many bytes it was cut from. */
  readonly #open: LRUCache<number, { readonly key: Buffer; readonly sealed: string }>;

  constructor(
    private readonly master: MasterKey,
    cached: number,
  ) {
    this.#open = new LRUCache({ max: cached });
  }

  /** A new key for a person who has none yet: itself, and as it is stored. */
  make(person: number, random: RandomBytes): { readonly key: Buffer; readonly sealed: Buffer } {
    const key = random(keyLength);
    return { key, sealed: seal(this.master.reveal(), key, boundTo(person), random) };
  }

  /**
   * Opens a stored key. The row is read each time, so that a key erased by another process is not used from here, nor one of
   * a commit that was taken back: its person's id goes to another.
   */
  open(person: number, sealed: Buffer): Buffer {
    const text = sealed.toString('latin1');
    const known = this.#open.get(person);
    if (known?.sealed === text) return known.key;
    const key = unseal(this.master.reveal(), sealed, boundTo(person));
    this.#open.set(person, { key, sealed: text });
    return key;
  }

  /** Forgets the open key of a person found to be erased. */
  forget(person: number): void {
    this.#open.delete(person);
  }
}
