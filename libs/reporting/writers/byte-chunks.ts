import type { Rows } from './column.js';

/** About how many characters go into one chunk of bytes. */
export const chunkSize = 65_536;

/**
 * Gathers pieces of text into UTF-8 chunks of about 64 KiB. A piece must not end in half a surrogate pair: pass whole lines or
 * elements. Memory is one chunk and the longest piece, however many pieces there are.
 */
export async function* byteChunks(pieces: Rows<string>): AsyncGenerator<Uint8Array> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length < chunkSize) continue;
    yield Buffer.from(text, 'utf8');
    text = '';
  }
  if (text) yield Buffer.from(text, 'utf8');
}
