import { hash, timingSafeEqual } from 'node:crypto';

/** `sgs_<id>_<secret>`: the prefix lets scanners of leaked secrets find it. */
const form = /^sgs_([a-z2-7]{16})_([A-Za-z0-9_-]{43})$/;
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Source of random bytes. */
export type Random = (size: number) => Buffer;

/** A new id (16 characters, 80 bits) and secret (256 bits). */
export function makeToken(random: Random): { id: string; secret: string; token: string } {
  const id = Array.from(random(16), (byte) => alphabet[byte & 31]).join('');
  const secret = random(32).toString('base64url');
  return { id, secret, token: `sgs_${id}_${secret}` };
}

/** The parts of a token; undefined when it is none. */
export function readToken(token: string): { id: string; secret: string } | undefined {
  const match = form.exec(token);
  return match ? { id: match[1]!, secret: match[2]! } : undefined;
}

/**
 * What is kept of a secret. A plain SHA-256 is right here: the secret is 256 random bits, so there is nothing to guess that a
 * slow hash would protect, and a slow one would cost every request.
 */
export const hashOf = (secret: string): Buffer => hash('sha256', secret, 'buffer');

/** Compares in constant time. */
export const isSame = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
