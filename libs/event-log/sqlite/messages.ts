import type { Packed, PackedOutcomes } from './packed.js';

/** What the writer's thread is told. */
export type ToWriter =
  /** `whole`: every event is to be new and the next of its stream, else nothing is kept. */
  { readonly kind: 'write'; readonly requests: Packed; readonly whole: boolean } | { readonly kind: 'close' };

/** What it answers, one answer a message; `ready` or `failed` comes first, unasked. */
export type FromWriter =
  | { readonly kind: 'ready'; readonly head: number }
  | { readonly kind: 'written'; readonly outcomes: PackedOutcomes; readonly head: number }
  /** Nothing of what was told was kept. */
  | { readonly kind: 'failed'; readonly reason: string; readonly code?: string }
  | { readonly kind: 'closed' };
