import { randomFillSync } from 'node:crypto';
import type { RandomBytes } from './sealing.js';

/** Bytes drawn from the system at a time: a draw costs as much for 4 KiB as for 16 bytes. */
const drawn = 4096;

/**
 * Random bytes from a store that is drawn from the system's source as it runs out. Each byte is given once, and what was given is
 * overwritten in the store.
 */
export function randomPool(fill: (store: Buffer) => void = (store) => void randomFillSync(store)): RandomBytes {
  const store = Buffer.alloc(drawn);
  let at = drawn;
  return (size) => {
    if (at + size > drawn) {
      fill(store);
      at = 0;
    }
    const given = Buffer.from(store.subarray(at, at + size));
    store.fill(0, at, (at += size));
    return given;
  };
}
