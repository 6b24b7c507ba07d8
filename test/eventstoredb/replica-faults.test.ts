import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { logFile } from '../../libs/event-log/sqlite/schema.js';
import { wholeLog } from '../../libs/event-log/testing/contract/contract-log.js';
import { event, events, request } from '../../libs/event-log/testing/sample-events.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../libs/event-log/testing/temporary-directory.js';
import { closeLogs, openLog, until } from './open-log.js';
import { Peer } from './peer/peer.js';
import { newLogName } from './store-under-test.js';

let peer: Peer;
beforeEach(async () => {
  peer = new Peer();
  await peer.start();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await closeLogs();
  await peer.stop();
});
afterAll(removeTemporaryDirectories);

/** Ends the thread that is told something next, before it hears of it. */
function endThread(): void {
  jest.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function (this: Worker) {
    void this.terminate();
  });
}

describe('a page that the replica has taken', () => {
  it('is not read again when who is told of it throws', async () => {
    const log = newLogName();
    const writer = await openLog(peer.connectionString, { log });
    await writer.appender.append([request('a', events(1, 3))]);
    const told: number[] = [];
    const reader = await openLog(peer.connectionString, {
      log,
      onProgress: (head) => {
        told.push(head);
        throw new Error('whoever is told has a fault');
      },
    });
    expect(told).toEqual([3]);
    await reader.caughtUp();
    expect(reader.health).toMatchObject({ trouble: null, resubscriptions: 1 });
    expect(wholeLog(reader.reader)).toEqual(wholeLog(writer.reader));
  });
});

describe('a replica that cannot be asked', () => {
  it('costs only the calls that ask it: nothing of them is sent, and others go on', async () => {
    const log = await openLog(peer.connectionString);
    await log.appender.append([request('a', [event(1)])]);
    log.reader.db.close();
    const [refused, kept] = await Promise.allSettled([
      log.appender.append([request('unknown', [event(2)])]),
      log.appender.append([request('a', [event(3)])]),
    ]);
    expect(refused).toMatchObject({ reason: { name: 'EventLogError', code: 'log.write-failed' } });
    expect(kept).toMatchObject({ value: [{ kind: 'appended', receipts: [{ revision: 1, duplicate: false }] }] });
    const partly = log.appender.append([request('a', [event(4)]), request('unknown', [event(5)])]);
    await expect(partly).rejects.toMatchObject({ code: 'log.outcome-unknown' });
    expect(log.appender.stats).toMatchObject({ waitingCalls: 0, waitingEvents: 0 });
  });
});

describe('a replica that stands still', () => {
  const mostAhead = 100;

  /** A log with as much acknowledged as may be while the replica shows nothing of it, and what sets the replica free. */
  async function full(giveUpMs: number) {
    const replicaDirectory = temporaryDirectory();
    const log = await openLog(peer.connectionString, { replicaDirectory, giveUpMs, mostAhead });
    const other = new Database(join(replicaDirectory, logFile));
    other.exec('BEGIN IMMEDIATE');
    await log.appender.append([request('a', events(1, mostAhead))]);
    expect(log.reader.head()).toBe(0);
    return { log, free: () => other.close() };
  }

  it('has calls given up in time, and the log go on when it moves', async () => {
    const { log, free } = await full(3_000);
    const late = log.appender.append([request('late', [event(1_000)])]);
    await expect(late).rejects.toMatchObject({ code: 'log.write-failed', message: expect.stringContaining('behind') });
    const later = log.appender.append([request('late', [event(1_001)])]);
    free();
    expect(await later).toMatchObject([{ kind: 'appended', receipts: [{ revision: 0 }] }]);
    await log.caughtUp();
    expect(log.reader.head()).toBe(mostAhead + 1);
  });

  it('has the calls of a log that is closed given up, and the log close', async () => {
    const { log, free } = await full(3_000);
    const late = expect(log.appender.append([request('late', [event(1_000)])])).rejects.toMatchObject({
      code: 'log.write-failed',
    });
    const closed = log.close();
    await late;
    free();
    await closed;
  });

  it('has calls refused as soon as its thread ends', async () => {
    const tell = jest.spyOn(Worker.prototype, 'postMessage');
    const { log, free } = await full(60_000);
    const late = log.appender.append([request('late', [event(1_000)])]);
    await until(() => tell.mock.contexts.length > 0);
    void (tell.mock.contexts.at(-1) as Worker).terminate();
    free();
    await expect(late).rejects.toMatchObject({ code: 'log.closed' });
  });
});

describe('a replica whose thread ends', () => {
  it('refuses what comes later as closed: nothing of it was sent', async () => {
    const log = await openLog(peer.connectionString);
    endThread();
    await log.appender.append([request('a', [event(1)])]);
    await until(() => log.health.stopped);
    expect(log.health.trouble).toBe('log.closed');
    await expect(log.appender.append([request('a', [event(2)])])).rejects.toMatchObject({
      code: 'log.closed',
      message: expect.stringContaining('thread has ended'),
    });
    await expect(log.caughtUp()).rejects.toMatchObject({ code: 'log.closed' });
  });
});
