import type { Claim } from '../port.js';
import type { Kind } from './claim-row.js';
import { textOf } from './lookup-hash.js';

/** A claim that memory does not hold, and the person whose key encrypts it. Flat, since it is copied to a thread. */
export interface Wanted {
  /** Its lookup hash, a character a byte: a key of maps, and cheap to hand to a thread. */
  readonly key: string;
  readonly kind: Kind;
  /** What is kept of it under its owner's key. */
  readonly text: string;
  /** The owner's id, where the vault holds her already. */
  readonly ownerId?: number;
  /** The owner's place in the same call, where she is claimed with it. A person has neither. */
  readonly ownerAt?: number;
}

/** A claim as it is wanted. */
export function wantedOf(claim: Claim, key: string, owner: Pick<Wanted, 'ownerId' | 'ownerAt'> = {}): Wanted {
  const kind = claim.what === 'case' ? 'case' : claim.what === 'token' ? claim.use : claim.kind;
  return { key, kind, text: textOf(claim), ...owner };
}
