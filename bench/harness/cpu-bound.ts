import { availableParallelism } from 'node:os';

/** What CPU alone allows on this machine: no waiting, no other process, every core busy to the last. A sentence for a note. */
export function cpuBound(cpuSeconds: number, events: number): string {
  const cores = availableParallelism();
  const most = Math.round((cores * events) / cpuSeconds);
  return `${((cpuSeconds * 1e6) / events).toFixed(0)} µs of CPU an event, so ${cores} cores that never wait give ${most} a second`;
}
