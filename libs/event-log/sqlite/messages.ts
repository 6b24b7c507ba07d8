import type { AppendOutcome } from '../port.js';
import type { PreparedRequest } from './prepared.js';

/** What the writer's thread is told. */
export type ToWriter =
  /** `whole`: every event is to be new and the next of its stream, else nothing is kept. */
  | { readonly kind: 'write'; readonly requests: readonly PreparedRequest[]; readonly whole: boolean }
  | { readonly kind: 'close' };

/** What it answers, one answer a message; `ready` or `failed` comes first, unasked. */
export type FromWriter =
  | { readonly kind: 'ready'; readonly head: number }
  | { readonly kind: 'written'; readonly outcomes: AppendOutcome[]; readonly head: number }
  /** Nothing of what was told was kept. */
  | { readonly kind: 'failed'; readonly reason: string; readonly code?: string }
  | { readonly kind: 'closed' };
