import { createHash } from 'node:crypto';

/** Namespace of our event ids. Fixed for life: a change would let every resent event in a second time. */
const namespace = Buffer.from('8d2d4f5c1f6b5d0c9a5be0a3a52f6c17', 'hex');

/**
 * Our id of an event: UUIDv5 (RFC 9562) of the case system and the sender's id, so that a resend has the same id and two
 * systems cannot clash. The line feed between them can stand in neither.
 */
export function eventIdOf(system: string, id: string): string {
  const hash = createHash('sha1').update(namespace).update(`${system}\n${id}`, 'utf8').digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
