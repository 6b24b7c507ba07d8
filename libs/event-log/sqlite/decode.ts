import type { SideEvent } from '../port.js';

/** An event as the tables hold it. */
export interface Encoded {
  readonly bytes: string;
  readonly hash: Buffer;
}

/** Reads an event off its stored text. */
export function decode({ bytes, hash }: Encoded): SideEvent {
  return { ...(JSON.parse(bytes) as Omit<SideEvent, 'hash'>), hash };
}
