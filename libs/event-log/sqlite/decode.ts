import type { SideEvent } from '../port.js';

/** Reads an event off its stored text. */
export const decode = (bytes: string): SideEvent => JSON.parse(bytes) as SideEvent;
