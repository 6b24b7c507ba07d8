import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** What was written: its length and the SHA-256 of its bytes in hex. */
export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes a new file from a stream of chunks and syncs it; hashes on the way. Readable by its owner only: it may hold numbers of
 * persons. Throws when the file is there already.
 */
export async function writeNewFile(
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<WrittenFile> {
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of chunks) {
      await file.appendFile(chunk);
      hash.update(chunk);
      bytes += chunk.length;
    }
    await file.sync();
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}
