import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';
import { endInTime } from './end-in-time.js';

/** How long a body may be, and how long it may take. */
export interface BodyBounds {
  readonly bytes: number;
  readonly ms: number;
}

/**
 * Reads a body whole. Each is bounded, and so is what all requests hold together: it is given back when the request is answered.
 * The rest of a body that is refused is thrown away as it comes, so that its sender gets to read why.
 * @param done told Problem `body.too-large` or `server.busy`, or what broke the connection; called once.
 */
export function wholeBody(
  { raw, share }: FastifyRequest,
  bounds: BodyBounds,
  done: (error: Error | null, bytes: Buffer) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const end = (error: Error | null): void => {
    raw.off('data', take).off('end', over).off('error', end);
    // The rest, if any: its time is bounded.
    raw.resume();
    done(error, chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size));
  };
  const take = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > bounds.bytes) return end(new Problem('body.too-large'));
    if (!share?.hold(chunk.length)) return end(new Problem('server.busy'));
    chunks.push(chunk);
  };
  const over = (): void => end(null);
  const told = raw.headers['content-length'];
  // Most bodies come with their head and are there when this turn is over: a clock for each would cost every request.
  process.nextTick(() => {
    if (told === undefined || size < Number(told)) endInTime(raw, bounds.ms);
  });
  if (Number(told ?? 0) > bounds.bytes) return end(new Problem('body.too-large'));
  raw.on('data', take).on('end', over).on('error', end);
}
