import type { Packed, PackedOutcomes } from './packed.js';

/** What the writer's thread is told. */
export type ToWriter =
  /** `whole`: every event is to be new and the next of its stream, else nothing is kept. */
  { readonly kind: 'write'; readonly requests: Packed; readonly whole: boolean } | { readonly kind: 'close' };

/** What a thread that writes answers, one answer a message; `ready` or `failed` comes first, unasked. */
export type FromWriter<Written = PackedOutcomes> =
  | { readonly kind: 'ready'; readonly head: number }
  | { readonly kind: 'written'; readonly written: Written; readonly head: number }
  | Failed
  | { readonly kind: 'closed' };

/** Nothing of what was told was kept. */
export interface Failed {
  readonly kind: 'failed';
  readonly reason: string;
  readonly code?: string;
}
