import type { IncomingMessage } from 'node:http';
import { throwAway } from '../server/end-in-time.js';

/**
 * The body of a request as it comes. Whoever stops reading can still answer, so the stream is not destroyed. A sender that stands
 * still for `still` milliseconds is cut off; the time in which we are busy with what it sent does not count.
 */
export async function* readStream(message: IncomingMessage, still: number): AsyncGenerator<Uint8Array> {
  const chunks = message.iterator({ destroyOnReturn: false });
  try {
    for (;;) {
      const timer = setTimeout(() => message.socket.destroy(), still);
      const { done, value } = await chunks.next().finally(() => clearTimeout(timer));
      if (done) return;
      yield value as Uint8Array;
    }
  } finally {
    await chunks.return?.();
    throwAway(message, still);
  }
}
