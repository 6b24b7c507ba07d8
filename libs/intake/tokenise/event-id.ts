import { hash } from 'node:crypto';

/** Namespace of our event ids. Fixed for life: a change would let every resent event in a second time. */
const namespace = '8d2d4f5c1f6b5d0c9a5be0a3a52f6c17';
/** What is hashed, the namespace standing before the name; made anew for a longer name than any before. */
let hashed = Buffer.alloc(256);
hashed.write(namespace, 0, 'hex');

/**
 * Our id of an event: UUIDv5 (RFC 9562) of the case system and the sender's id, so that a resend has the same id and two
 * systems cannot clash. The line feed between them can stand in neither.
 */
export function eventIdOf(system: string, id: string): string {
  const hex = hash('sha1', named(`${system}\n${id}`), 'hex');
  // Version 5 in place of the 13th digit, the variant in the upper two bits of the 17th.
  const variant = ((parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function named(name: string): Buffer {
  // A character has at most three bytes.
  if (hashed.length < 16 + 3 * name.length) hashed = Buffer.concat([hashed.subarray(0, 16)], 16 + 3 * name.length);
  return hashed.subarray(0, 16 + hashed.write(name, 16, 'utf8'));
}
