import { sleep } from './time.js';

/** How often a paced load gives its events, in milliseconds. */
const tick = 5;

/**
 * Calls `send` at an even pace until the signal, however long the answers take; a pause of the process is made up for. Who sends too
 * slowly for the pace is told by `behind`.
 */
export async function pace(
  perSecond: number,
  signal: AbortSignal,
  send: (count: number) => void,
): Promise<{ readonly sent: number }> {
  const began = performance.now();
  let sent = 0;
  while (!signal.aborted) {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond);
    if (due > sent) send(due - sent);
    sent = Math.max(sent, due);
    await sleep(tick);
  }
  return { sent };
}
