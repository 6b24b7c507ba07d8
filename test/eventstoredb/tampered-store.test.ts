import { EventStoreDBClient } from '@eventstore/db-client';
import { LogNames } from '../../libs/event-log/eventstoredb/names.js';
import { event, events, request } from '../../libs/event-log/testing/sample-events.js';
import { wholeLog } from '../../libs/event-log/testing/contract/contract-log.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../libs/event-log/testing/temporary-directory.js';
import { verifyLog } from '../../libs/event-log/verify/verify-log.js';
import { closeLogs, openLog, until } from './open-log.js';
import { Peer } from './peer/peer.js';
import { newLogName } from './store-under-test.js';

let peer: Peer;
let log: string;
beforeEach(async () => {
  peer = new Peer();
  await peer.start();
  log = newLogName();
});
afterEach(async () => {
  await closeLogs();
  await peer.stop();
});
afterAll(removeTemporaryDirectories);

const inStore = (stream: string): string => new LogNames(log).inStore(stream);

/** A log of five events in two streams, closed; its replica. */
async function written(): Promise<string> {
  const replicaDirectory = temporaryDirectory();
  const one = await openLog(peer.connectionString, { log, replicaDirectory });
  await one.appender.append([request('a', events(1, 3)), request('b', events(4, 5))]);
  await one.side.append('delivery-a', 'none', event(9));
  await closeLogs();
  return replicaDirectory;
}

const lose = (stream: string, revision: bigint): void =>
  peer.store.lose((record) => record.stream === inStore(stream) && record.revision === revision);

async function client<T>(use: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
  const one = EventStoreDBClient.connectionString(peer.connectionString);
  try {
    return await use(one);
  } finally {
    await one.dispose();
  }
}

describe('a store that lost something', () => {
  it.each([
    ['the beginning of a stream', 'a', 0n],
    ['the middle of a stream', 'a', 1n],
    ['the beginning of a side stream', 'delivery-a', 0n],
  ])('is not taken for the log: %s', async (_, stream, revision) => {
    await written();
    if (stream === 'delivery-a') {
      const one = await openLog(peer.connectionString, { log });
      await one.side.append('delivery-a', 0, event(10));
      await closeLogs();
    }
    lose(stream, revision);
    await expect(openLog(peer.connectionString, { log })).rejects.toMatchObject({ code: 'log.not-whole' });
  });

  it('is found by comparing, when it happened after the replica took the events', async () => {
    const one = await openLog(peer.connectionString, { log, replicaDirectory: await written() });
    expect(await one.compareWithStore()).toEqual({ inStore: 5, inReplica: 5, differsAt: null });
    lose('a', 2n);
    expect(await one.compareWithStore()).toMatchObject({ differsAt: 3 });
    peer.store.lose((record) => record.stream === inStore('b'));
    expect(await one.compareWithStore()).toMatchObject({ differsAt: 3 });
  });

  it('is found when what is gone is the end of the log', async () => {
    const one = await openLog(peer.connectionString, { log, replicaDirectory: await written() });
    peer.store.lose((record) => record.stream === inStore('b'));
    expect(await one.compareWithStore()).toEqual({ inStore: 3, inReplica: 5, differsAt: 4 });
  });

  it('is not opened when it is older than the replica', async () => {
    const replicaDirectory = await written();
    lose('b', 1n);
    await expect(openLog(peer.connectionString, { log, replicaDirectory })).rejects.toMatchObject({
      code: 'log.differs',
    });
  });

  it('is not opened for a replica of another log', async () => {
    const replicaDirectory = await written();
    await expect(openLog(peer.connectionString, { log: newLogName(), replicaDirectory })).rejects.toMatchObject({
      code: 'log.differs',
    });
  });

  it('says so when a stream was deleted for good', async () => {
    const one = await openLog(peer.connectionString, { log, replicaDirectory: await written() });
    await client((other) => other.tombstoneStream(inStore('a')));
    await until(() => one.health.stopped);
    expect(one.health.trouble).toBe('log.not-whole');
    await expect(one.appender.append([request('a', [event(20)])])).rejects.toMatchObject({ code: 'log.not-whole' });
  });
});

describe('a store that somebody else wrote in', () => {
  const foreign = (stream: string, text: string) =>
    client((other) =>
      other.appendToStream(stream, [
        {
          id: '0a1b2c3d-4e5f-4677-8899-aabbccddeeff',
          type: 'foreign',
          contentType: 'application/json',
          data: { text },
          metadata: undefined,
        } as never,
      ]),
    );

  it('is read no further behind what is no event of the log, and says so', async () => {
    const one = await openLog(peer.connectionString, { log, replicaDirectory: await written() });
    await foreign(inStore('c'), 'x');
    await until(() => one.health.stopped);
    expect(one.health).toMatchObject({ trouble: 'log.damaged', connected: false });
    expect(wholeLog(one.reader)).toHaveLength(5);
    await expect(one.appender.append([request('b', [event(20)])])).rejects.toMatchObject({ code: 'log.damaged' });
  });

  it('is none of ours outside the log', async () => {
    const one = await openLog(peer.connectionString, { log, replicaDirectory: await written() });
    for (const stream of ['elsewhere', `${log}:vault`, `${log}2.a`, '$own']) await foreign(stream, 'x');
    await one.appender.append([request('c', [event(20)])]);
    await one.caughtUp();
    expect(one.reader.find(event(20).id).map(({ ordinal }) => ordinal)).toEqual([6]);
  });

  it('is not opened when its first event is of another format', async () => {
    await foreign(`${log}:begin`, 'x');
    await expect(openLog(peer.connectionString, { log })).rejects.toMatchObject({ code: 'log.format-unknown' });
  });
});

describe('an answer whose bytes are damaged', () => {
  it.each([
    ['first', 0],
    ['middle', 2],
    ['last', 3],
  ])('stops the reading for good, be it the %s of its page', async (_, at) => {
    const one = await openLog(peer.connectionString, { log, replicaDirectory: await written() });
    peer.does({ damageAnswer: at });
    const appended = one.appender.append([request('c', events(20, 22))]);
    await until(() => one.health.stopped);
    expect(one.health).toMatchObject({ trouble: 'log.damaged', connected: false });
    expect(wholeLog(one.reader)).toHaveLength(5);
    await appended.catch(() => undefined);
    await expect(one.appender.append([request('b', [event(20)])])).rejects.toMatchObject({ code: 'log.damaged' });
  });

  it('is told of by a comparison', async () => {
    const one = await openLog(peer.connectionString, { log, replicaDirectory: await written() });
    peer.does({ damageAnswer: 2 });
    await expect(one.compareWithStore()).rejects.toMatchObject({ code: 'log.damaged' });
    peer.does({ damageAnswer: null });
    expect(await one.compareWithStore()).toMatchObject({ differsAt: null });
  });
});

describe('the replica', () => {
  it('goes on where it was, and is built anew to the same when it was thrown away', async () => {
    const replicaDirectory = await written();
    const again = await openLog(peer.connectionString, { log, replicaDirectory });
    await again.appender.append([request('b', [event(6)], 1)]);
    await again.caughtUp();
    const before = wholeLog(again.reader);
    await closeLogs();
    const fresh = await openLog(peer.connectionString, { log });
    expect(wholeLog(fresh.reader)).toEqual(before);
    expect(fresh.side.streams('')).toEqual(['delivery-a']);
  });

  it('is a log that verifies', async () => {
    expect(await verifyLog(await written())).toMatchObject({ events: 5, problems: [] });
  });
});
