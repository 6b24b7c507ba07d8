import { hash } from 'node:crypto';
import { normalise } from '../cpr.js';
import type { Claim, Sought } from '../port.js';
import { VaultError } from './vault-error.js';

/**
 * The keyed hash a claim is found by. It covers what, kind or use, and scope besides the value, written as a JSON array, so that
 * no two claims can share an input: the same text as a case id and as a measure id are two tokens. A character a byte.
 */
export type LookupHash = (claim: Claim | Sought) => string;

/** Bytes that SHA-256 takes at a time, and gives. */
const [block, digest] = [64, 32];

/**
 * HMAC-SHA-256 under the index key, by its definition (RFC 2104): a hash of a hash, in less than half the time of the object that
 * `createHmac` makes for each.
 */
export function lookupHashUnder(indexKey: Buffer): LookupHash {
  const outer = Buffer.concat([padded(indexKey, 0x5c)], block + digest);
  let inner = Buffer.concat([padded(indexKey, 0x36)], 512);
  return (claim) => {
    const text = JSON.stringify(lookupParts(claim));
    // A character has at most three bytes.
    const most = block + 3 * text.length;
    if (inner.length < most) inner = Buffer.concat([inner.subarray(0, block)], most);
    const end = block + inner.write(text, block, 'utf8');
    outer.write(hash('sha256', inner.subarray(0, end), 'binary'), block, 'binary');
    return hash('sha256', outer, 'binary');
  };
}

/** A key of at most a block, each byte of the block turned by `pad`. */
function padded(key: Buffer, pad: number): Buffer {
  return Buffer.concat([key], block).map((byte) => byte ^ pad) as Buffer;
}

function lookupParts(claim: Claim | Sought): readonly string[] {
  switch (claim.what) {
    case 'case':
      return ['case', claim.scope, claim.value];
    case 'token':
      return ['token', claim.use, claim.scope, claim.value];
    case 'person':
      if (claim.kind === 'unborn') return ['person', claim.kind, claim.scope];
      if (claim.kind === 'anonymous') return ['person', claim.kind, claim.scope, numberOf(claim.number)];
      return ['person', claim.kind, numberOf(claim.number)];
  }
}

/** The text a claim keeps under its owner's key; the unborn have none, and keep an empty one. */
export function textOf(claim: Claim): string {
  if (claim.what !== 'person') return claim.value;
  return claim.kind === 'unborn' ? '' : numberOf(claim.number);
}

/** An empty number would be one person to all who send it. */
function numberOf(number: string): string {
  const normal = normalise(number);
  if (normal !== '') return normal;
  throw new VaultError(
    'vault.claim-invalid',
    'A person claim has an empty number. Judge identifiers before they are claimed.',
  );
}
