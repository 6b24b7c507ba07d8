import { Readable } from 'node:stream';

/** Looks at the first bytes of a stream, and gives it back whole. */
export async function isGzip(stream: Readable): Promise<{ stream: Readable; gzip: boolean }> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let head = Buffer.alloc(0);
  let ended = false;
  while (head.length < 2 && !ended) {
    const { value, done } = await chunks.next();
    if (done) ended = true;
    else head = Buffer.concat([head, value]);
  }
  async function* whole(): AsyncGenerator<Buffer> {
    if (head.length > 0) yield head;
    for (;;) {
      const { value, done } = await chunks.next();
      if (done) return;
      yield value;
    }
  }
  return { stream: Readable.from(whole(), { objectMode: false }), gzip: head[0] === 0x1f && head[1] === 0x8b };
}
