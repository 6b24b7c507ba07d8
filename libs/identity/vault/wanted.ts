import type { Claim } from '../port.js';

/** A claim that memory does not hold, and the person whose key encrypts it: held already, or claimed in the same call. */
export interface Wanted {
  readonly claim: Claim;
  /** Its lookup hash, a character a byte: a key of maps, and cheap to hand to a thread. */
  readonly key: string;
  /** None for a person. */
  readonly owner?: { readonly id: number } | { readonly at: number };
}
