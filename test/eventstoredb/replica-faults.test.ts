import { Worker } from 'node:worker_threads';
import { wholeLog } from '../../libs/event-log/testing/contract/contract-log.js';
import { event, events, request } from '../../libs/event-log/testing/sample-events.js';
import { removeTemporaryDirectories } from '../../libs/event-log/testing/temporary-directory.js';
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
