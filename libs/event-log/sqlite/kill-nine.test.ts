import { wholeLog } from '../testing/contract/contract-log.js';
import { AppendingProcess, type Acknowledged } from '../testing/appending-process.js';
import { event, events, request } from '../testing/sample-events.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { verifyLog } from '../verify/verify-log.js';
import { openSqliteEventLog, openSqliteReader } from './open.js';
import { isWriterRunning, takeWriterLock } from './writer-lock.js';

afterAll(removeTemporaryDirectories);

describe('a writer that is killed in the middle of appends', () => {
  it('loses nothing it acknowledged, leaves no gap and half of nothing, and gives the directory free', async () => {
    const directory = temporaryDirectory();
    const acknowledged: Acknowledged[] = [];
    for (let round = 0; round < 3; round++) {
      const child = AppendingProcess.start(directory, round * 1_000_000);
      await child.acknowledging(200 + round * 300);
      acknowledged.push(...(await child.kill()));
    }
    expect(acknowledged.length).toBeGreaterThan(1500);
    const log = await openSqliteEventLog({ directory });
    const kept = wholeLog(log.reader);
    const byOrdinal = new Map(kept.map((one) => [one.ordinal, one]));
    for (const { id, stream, revision, ordinal } of acknowledged)
      expect(byOrdinal.get(ordinal)).toMatchObject({ id, stream, revision });
    expect(kept.map(({ ordinal }) => ordinal)).toEqual(kept.map((_, at) => at + 1));
    expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length);
    // Requests of n events carry consecutive numbers: each landed whole or not at all.
    const there = new Set(kept.map(({ data }) => (data as { n: number }).n));
    for (const first of [0, 1_000_000, 2_000_000])
      for (let n = first; n < Math.max(...[...there].filter((one) => one < first + 1_000_000)); ) {
        const size = 1 + (n % 3);
        const whole = Array.from({ length: size }, (_, at) => there.has(n + at));
        expect(new Set(whole).size).toBe(1);
        n += size;
      }
    expect(await log.appender.append([request('after', [event(9_000_000)])])).toMatchObject([
      { receipts: [{ ordinal: kept.length + 1 }] },
    ]);
    await log.close();
    expect((await verifyLog(directory)).problems).toEqual([]);
  });
});

describe('one writer a directory', () => {
  it('refuses a second one, in another process and in this, and lets readers in', async () => {
    const directory = temporaryDirectory();
    const child = AppendingProcess.start(directory, 0);
    await child.acknowledging(50);
    const refused = { name: 'EventLogError', code: 'log.writer-running', message: expect.stringContaining('stop it') };
    await expect(openSqliteEventLog({ directory })).rejects.toMatchObject(refused);
    expect(isWriterRunning(directory)).toBe(true);
    const { reader, side, close } = openSqliteReader({ directory });
    expect(reader.readAll(0, 50)).toHaveLength(50);
    await expect(side.append('seal-log', 'any', event(1))).rejects.toMatchObject({ code: 'log.read-only' });
    close();
    await child.kill();
    expect(isWriterRunning(directory)).toBe(false);
    const log = await openSqliteEventLog({ directory });
    await expect(openSqliteEventLog({ directory })).rejects.toMatchObject(refused);
    await log.appender.append([request('still-open', events(5_000_000, 5_000_001))]);
    await log.close();
    expect(isWriterRunning(directory)).toBe(false);
    takeWriterLock(directory).release();
  });

  it('sees no writer where there never was one, and leaves no trace of looking', () => {
    const directory = temporaryDirectory();
    expect(isWriterRunning(`${directory}/missing`)).toBe(false);
    expect(() => openSqliteReader({ directory })).toThrow(expect.objectContaining({ code: 'log.not-found' }));
  });
});
