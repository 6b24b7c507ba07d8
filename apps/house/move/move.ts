import type { HouseKind } from '../data-directory.js';

/** Between which places. */
export interface Move {
  /** Data directory that holds a log of its own. */
  readonly data: string;
  /** `esdb://…` */
  readonly eventStore: string;
}

export interface MoveWatch {
  readonly signal?: AbortSignal;
  /** What is moved, how much of it is there, and how much there is. */
  readonly onProgress?: (what: string, done: number, of: number) => void;
}

export interface Moved {
  readonly kind: HouseKind;
  /** Counted events that are there now. */
  readonly events: number;
}
