import type { ThreadFailure } from './thread-failure.js';
import type { Wanted } from './wanted.js';
import type { HeldClaim } from './claim-writer.js';

export type ToClaimThread =
  | { readonly kind: 'claim'; readonly calls: readonly (readonly Wanted[])[] }
  | { readonly kind: 'close' };

/** One answer a claim message. */
export type FromClaimThread =
  | { readonly kind: 'held'; readonly calls: readonly (readonly HeldClaim[])[] }
  /** Nothing of what was told was kept. */
  | ThreadFailure;
