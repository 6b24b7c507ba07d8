import { createCipheriv, createDecipheriv } from 'node:crypto';
import { damaged } from './vault-error.js';

/** A source of random bytes; node:crypto's everywhere but in tests. */
export type RandomBytes = (size: number) => Buffer;

const nonceLength = 12;
const tagLength = 16;

/** Bytes that a value of so many takes when it is sealed. */
export const sealedLength = (plain: number): number => nonceLength + plain + tagLength;

/**
 * AES-256-GCM: nonce, ciphertext and tag in one value. `bound` is authenticated, not kept: what the value belongs to, so that
 * a value moved to another row no longer opens.
 */
export function seal(key: Buffer, plain: Buffer, bound: Buffer, random: RandomBytes): Buffer {
  const nonce = random(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  cipher.setAAD(bound);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/**
 * The plain bytes of a sealed value.
 * @throws VaultError `vault.damaged` when the key is not the one, or a byte has changed.
 */
export function unseal(key: Buffer, sealed: Buffer, bound: Buffer): Buffer {
  try {
    const end = sealed.length - tagLength;
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), {
      authTagLength: tagLength,
    });
    decipher.setAAD(bound);
    decipher.setAuthTag(sealed.subarray(end));
    const plain = decipher.update(sealed.subarray(nonceLength, end));
    // Checks the tag. GCM has given every byte by then.
    decipher.final();
    return plain;
  } catch {
    throw damaged();
  }
}
