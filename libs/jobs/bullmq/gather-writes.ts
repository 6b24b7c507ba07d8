import type { Writable } from 'node:stream';

/** Writes that go out as one. */
const most = 8;

/**
 * Lets what a stream is given in one turn of the event loop go out in pieces of eight writes, for each piece is a call of the operating
 * system and one more awakening of who reads. A whole turn in one piece would make both sides wait for each other in turn.
 */
export function gatherWrites(stream: Writable): void {
  const write = stream.write.bind(stream) as Writable['write'];
  let held = 0;
  const send = (): void => {
    if (held === 0) return;
    held = 0;
    stream.uncork();
  };
  stream.write = ((...written: Parameters<Writable['write']>) => {
    if (held++ === 0) {
      stream.cork();
      process.nextTick(send);
    }
    const goesOn = write(...written);
    if (held === most) send();
    return goesOn;
  }) as Writable['write'];
}
