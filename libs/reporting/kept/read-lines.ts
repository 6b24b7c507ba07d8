import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

const pageSize = 256 * 1024;
const lineFeed = 0x0a;

/** The lines of a UTF-8 file, each ended by LF, read a page at a time; every byte goes through `hash` as well. */
export function* readLines(path: string, hash: Hash = createHash('sha256')): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const page = Buffer.allocUnsafe(pageSize);
    let rest: Buffer = Buffer.alloc(0);
    for (let size = readSync(file, page); size > 0; size = readSync(file, page)) {
      const read = page.subarray(0, size);
      hash.update(read);
      const held: Buffer = rest.length > 0 ? Buffer.concat([rest, read]) : read;
      let start = 0;
      for (let end = held.indexOf(lineFeed); end >= 0; end = held.indexOf(lineFeed, start)) {
        yield held.toString('utf8', start, end);
        start = end + 1;
      }
      // Copied: the page is read into again.
      rest = Buffer.from(held.subarray(start));
    }
    if (rest.length > 0) yield rest.toString('utf8');
  } finally {
    closeSync(file);
  }
}
