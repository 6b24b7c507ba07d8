import type { EventReader, StoredEvent } from '../../port.js';
import { event, events, request } from '../sample-events.js';
import { numbers, onLog, type OpenContractLog } from './contract-log.js';

const upTo = (n: number): number[] => Array.from({ length: n }, (_, at) => at + 1);

/** Follows the log until so many events came. */
async function follow(reader: EventReader, after: number, count: number, batch?: number): Promise<StoredEvent[][]> {
  const stop = new AbortController();
  const batches: StoredEvent[][] = [];
  for await (const part of reader.tail(after, stop.signal, batch)) {
    batches.push(part);
    if (batches.flat().length >= count) stop.abort();
  }
  return batches;
}

export function describeTailing(open: OpenContractLog): void {
  describe('tailing', () => {
    it(
      'catches up and goes on live, without a gap or a repetition',
      onLog(open, async ({ appender, reader, anotherReader }) => {
        await appender.append([request('a', events(1, 50))]);
        const other = anotherReader();
        const followed = Promise.all([follow(reader, 0, 300, 20), follow(other, 0, 300, 20), follow(reader, 40, 260)]);
        for (let n = 51; n <= 300; n += 5) {
          await appender.append(events(n, n + 4).map((one, at) => request(`s-${at}`, [one])));
          if (n % 50 === 1) await new Promise((next) => setTimeout(next, 5));
        }
        const [own, foreign, resumed] = await followed;
        expect(numbers(own.flat())).toEqual(upTo(300));
        expect(numbers(foreign.flat())).toEqual(upTo(300));
        expect(numbers(resumed.flat())).toEqual(upTo(300).slice(40));
        for (const batch of [...own, ...foreign]) expect([batch.length > 0, batch.length <= 20]).toEqual([true, true]);
        other.close();
      }),
    );

    it(
      'waits on an empty log, and hears of the first event',
      onLog(open, async ({ appender, reader }) => {
        const followed = follow(reader, 0, 1);
        await new Promise((next) => setTimeout(next, 30));
        await appender.append([request('a', [event(1)])]);
        expect(numbers((await followed).flat())).toEqual([1]);
      }),
    );

    it(
      'ends at once when it is aborted, waiting or before it began',
      onLog(open, async ({ reader }) => {
        const stop = new AbortController();
        const next = reader.tail(0, stop.signal).next();
        setTimeout(() => stop.abort(), 10);
        expect(await next).toEqual({ done: true, value: undefined });
        expect(await reader.tail(0, stop.signal).next()).toEqual({ done: true, value: undefined });
      }),
    );
  });
}
