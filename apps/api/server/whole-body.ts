import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';

/**
 * Reads a body whole. Each is bounded, and so is what all requests hold together: it is given back when the request is answered.
 * The rest of a body that is refused is thrown away as it comes, so that its sender gets to read why.
 * @throws Problem `body.too-large`, `server.busy`.
 */
export async function wholeBody({ raw, share }: FastifyRequest, limit: number): Promise<Buffer> {
  if (Number(raw.headers['content-length'] ?? 0) > limit) throw new Problem('body.too-large');
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw new Problem('body.too-large');
      if (!share?.hold(chunk.length)) throw new Problem('server.busy');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, size);
  } finally {
    // The rest, if any: its time is bounded already.
    raw.resume();
  }
}
