import type { IncomingMessage } from 'node:http';

/** Cuts a request off that has not ended in `ms`: a body that drips in byte by byte would hold its connection for ever. */
export function endInTime(message: IncomingMessage, ms: number): void {
  const { socket } = message;
  if (socket.destroyed) return;
  const timer = setTimeout(() => socket.destroy(), ms);
  const stop = (): void => {
    clearTimeout(timer);
    socket.off('close', stop);
  };
  // A request that was answered before its end tells of neither its end nor its close when the connection goes.
  socket.once('close', stop);
  message.once('end', stop).once('close', stop);
}

/**
 * Throws the rest of a body away as it comes: its sender gets to read the answer, and we see when it leaves. A body that nobody reads
 * would keep the connection open though the client is gone.
 */
export function throwAway(message: IncomingMessage, ms: number): void {
  if (message.readableEnded) return;
  endInTime(message, ms);
  message.resume();
}
