/** RFC 4648 in lower case, without padding. It has no 0 and no 1, so no token can ever hold what looks like a CPR number: every month needs one. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
/** By character code; -1 for what is none of it. */
const values = Int8Array.from({ length: 128 }, (_, code) => alphabet.indexOf(String.fromCharCode(code)));

/** 16 bytes as 26 characters. */
export function toBase32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31];
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text;
}

/** The bytes of a text of `toBase32`; undefined when it is none (a foreign character, or bits set in the padding). */
export function fromBase32(text: string): Buffer | undefined {
  const bytes = Buffer.allocUnsafe(Math.floor((text.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let nth = 0; nth < text.length; nth++) {
    const value = values[text.charCodeAt(nth)] ?? -1;
    if (value < 0) return undefined;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) bytes[at++] = (held >> (bits -= 8)) & 0xff;
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}
