import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { renderEach, type Prepared } from '../deliver/rendering.js';

/** SHA-256 (hex) of every layout's file, by the layout's id; nothing is written to disk. */
export async function hashFiles(prepared: Prepared): Promise<Map<string, string>> {
  const hashes = await renderEach(prepared, async ({ id }, chunks) => {
    const hash = createHash('sha256');
    for await (const chunk of chunks) {
      hash.update(chunk);
      // No disk is waited for: others are let in between two chunks.
      await setImmediate();
    }
    return [id, hash.digest('hex')] as const;
  });
  return new Map(hashes);
}
