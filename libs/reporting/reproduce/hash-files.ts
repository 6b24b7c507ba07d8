import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Prepared } from '../deliver/rendering.js';

/** SHA-256 (hex) of every layout's file, by the layout's id; nothing is written to disk. */
export async function hashFiles({ renderings, context }: Prepared): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const { layout, rows } of renderings) {
    const hash = createHash('sha256');
    for await (const chunk of layout.write(rows(), context)) {
      hash.update(chunk);
      // No disk is waited for: others are let in between two chunks.
      await setImmediate();
    }
    hashes.set(layout.id, hash.digest('hex'));
  }
  return hashes;
}
