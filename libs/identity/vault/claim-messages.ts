import type { Wanted } from './wanted.js';
import type { HeldClaim } from './claim-writer.js';

/** What the vault's thread is given at its start. The key stays within the process. */
export interface ThreadStart {
  readonly path: string;
  readonly masterKey: Uint8Array;
  /** Person keys kept open. */
  readonly cachedKeys: number;
}

export type ToClaimThread =
  | { readonly kind: 'claim'; readonly calls: readonly (readonly Wanted[])[] }
  | { readonly kind: 'close' };

/** One answer a claim message. */
export type FromClaimThread =
  | { readonly kind: 'held'; readonly calls: readonly (readonly HeldClaim[])[] }
  /** Nothing of what was told was kept. A code where the error is the vault's. */
  | { readonly kind: 'failed'; readonly message: string; readonly code?: string };
