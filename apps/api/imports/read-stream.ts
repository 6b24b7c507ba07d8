import type { IncomingMessage } from 'node:http';

/**
 * The body of a request as it comes. Whoever stops reading can still answer, so the stream is not destroyed; a sender that stands
 * still for `still` milliseconds is cut off.
 */
export async function* readStream(message: IncomingMessage, still: number): AsyncGenerator<Uint8Array> {
  const { socket } = message;
  socket.setTimeout(still);
  try {
    for await (const chunk of message.iterator({ destroyOnReturn: false })) yield chunk as Uint8Array;
  } finally {
    socket.setTimeout(0);
  }
}
