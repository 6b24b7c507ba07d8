import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { IntakeError } from '../intake-error.js';

/** Unpacks a gzip stream as it is read. @throws IntakeError `intake.gzip` when it is none or is cut off. */
export async function* gunzipped(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  // Its error comes out of the loop below.
  pipeline(Readable.from(stream, { objectMode: false }), gunzip, () => {});
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error;
    throw new IntakeError('intake.gzip', 'The stream is not whole gzip; send it again, or without packing it.');
  }
}
