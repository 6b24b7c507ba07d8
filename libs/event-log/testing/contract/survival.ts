import type { EventReader, StoredEvent } from '../../port.js';
import type { AppendingProcess } from '../appending-process.js';
import { event, request } from '../sample-events.js';
import { numbers, reached, wholeLog, type ContractLog } from './contract-log.js';

/** A log that other processes write in, and can be killed in. */
export interface KillableLog {
  /** Starts a process that appends events numbered from `first` until it is killed. */
  append(first: number): AppendingProcess;
  /** Opens the log as it was left. */
  open(): Promise<ContractLog>;
}

const round = 1_000_000;

export function describeSurvival(make: () => KillableLog): void {
  describe('a writer that is killed in the middle of appends', () => {
    it('loses nothing it acknowledged, leaves no gap and half of nothing, and lets another go on', async () => {
      const log = make();
      const acknowledged = [];
      for (let turn = 0; turn < 3; turn++) {
        const child = log.append(turn * round);
        await child.acknowledging(200 + turn * 300);
        acknowledged.push(...(await child.kill()));
      }
      expect(acknowledged.length).toBeGreaterThan(1500);
      const { appender, reader, close } = await log.open();
      await reached(reader, Math.max(...acknowledged.map(({ ordinal }) => ordinal)));
      const kept = wholeLog(reader);
      for (const { id, stream, revision, ordinal } of acknowledged)
        expect(kept[ordinal - 1]).toMatchObject({ id, stream, revision, ordinal });
      expectNoGap(kept, reader);
      expectWholeRequests(new Set(numbers(kept)));
      expect(await appender.append([request('after', [event(9 * round)])])).toMatchObject([
        { receipts: [{ revision: 0 }] },
      ]);
      await reached(reader, kept.length + 1);
      expect(reader.find(event(9 * round).id)[0]!.ordinal).toBe(kept.length + 1);
      await close();
    });
  });
}

function expectNoGap(kept: readonly StoredEvent[], reader: EventReader): void {
  expect(kept.map(({ ordinal }) => ordinal)).toEqual(kept.map((_, at) => at + 1));
  expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length);
  for (const stream of reader.streams(''))
    expect(reader.readStream(stream).map(({ revision }) => revision)).toEqual(
      kept.filter((one) => one.stream === stream).map((_, at) => at),
    );
}

/** Requests of n events carry consecutive numbers: each landed whole or not at all. */
function expectWholeRequests(there: ReadonlySet<number>): void {
  for (const first of [0, round, 2 * round])
    for (let n = first; n < Math.max(...[...there].filter((one) => one < first + round)); ) {
      const size = 1 + (n % 3);
      expect(new Set(Array.from({ length: size }, (_, at) => there.has(n + at))).size).toBe(1);
      n += size;
    }
}
