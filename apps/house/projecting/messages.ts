import type { Rebuilt } from '#projections/engine';

/** What the projector's thread is given at its start. */
export interface ProjectorStart {
  /** Data directory. */
  readonly data: string;
  /** Operator's additions to the code lists, which findings depend on. */
  readonly codes: string | undefined;
}

/** `follow`: leave a rebuild, with nothing changed, and go on. */
export type ToProjector = { readonly kind: 'rebuild' | 'follow' | 'close' };

export type FromProjector =
  | { readonly kind: 'projected'; readonly ordinal: number }
  | { readonly kind: 'rebuilding'; readonly stage: string; readonly done: number; readonly of: number }
  | { readonly kind: 'rebuilt'; readonly results: readonly Rebuilt[] }
  | { readonly kind: 'abandoned' }
  /** The projector stopped: no row is written any more until the process starts anew. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'closed' };
