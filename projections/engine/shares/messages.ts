import type { Rebuilt } from './share.js';

/** What the thread of a share is told. `end` breaks off folding; `close` ends the thread. */
export type ToShare =
  | { readonly kind: 'fold' | 'end' | 'close' }
  | { readonly kind: 'finish'; readonly projections: readonly string[] };

/** What it answers. After `failed` nothing follows. */
export type FromShare =
  | { readonly kind: 'done'; readonly facts: number }
  | { readonly kind: 'folded' }
  | { readonly kind: 'finished'; readonly rebuilt: readonly Rebuilt[] }
  | { readonly kind: 'failed'; readonly reason: string };
