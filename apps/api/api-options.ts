import type { Logger } from 'pino';

/** How the door is opened. */
export interface ApiOptions {
  /** Default: the house's. */
  readonly host?: string;
  /** Default: the house's; 0 = any free one. */
  readonly port?: number;
  readonly logger: Logger;
  /** One more token, good while this server runs, for the house's own operator. */
  readonly operatorToken?: string;
  readonly limits?: Partial<Limits>;
  /** `operation`: health, metrics, and what the operator does to this process; what case systems and people use is elsewhere. Default: `all`. */
  readonly serving?: Serving;
}

export type Serving = 'all' | 'operation';

export interface Limits {
  /** Milliseconds for the head of a request. */
  readonly head: number;
  /** Milliseconds for a body that is held whole. */
  readonly body: number;
  /** Milliseconds that a stream may stand still, in or out. */
  readonly still: number;
  /** Requests under way at once; more are answered 429. */
  readonly running: number;
}

export const usualLimits: Limits = { head: 15_000, body: 120_000, still: 60_000, running: 256 };
