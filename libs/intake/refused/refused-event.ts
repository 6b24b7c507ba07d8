import type { Refusal } from '../port.js';

/** That an event was refused, and why: ids and rules, nothing of its content. */
export interface RefusedEvent {
  /** Our clock, RFC 3339 in UTC. */
  readonly at: string;
  readonly system: string;
  readonly principal: string;
  /** The sender's id, when it was usable. */
  readonly id: string | null;
  readonly eventId: string | null;
  readonly refusals: readonly Refusal[];
}
