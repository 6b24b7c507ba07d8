import { join } from 'node:path';
import { openEventStoreLog } from '../../libs/event-log/eventstoredb/open.js';
import type { SharedPlace } from '../../libs/event-log/shared/port.js';
import { AppendingProcess } from '../../libs/event-log/testing/appending-process.js';
import { event, events, request } from '../../libs/event-log/testing/sample-events.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../libs/event-log/testing/temporary-directory.js';
import { closeLogs, openLog, until } from './open-log.js';
import { expectEach, upTo, writers } from './writers.js';
import { PeerCluster } from './peer/cluster.js';
import { Peer } from './peer/peer.js';
import { goodBehaviour } from './peer/script.js';
import { newLogName } from './store-under-test.js';

let peer: Peer;
beforeEach(async () => {
  peer = new Peer();
  await peer.start();
});
afterEach(async () => {
  peer.does(goodBehaviour());
  await closeLogs();
  await peer.stop();
});
afterAll(removeTemporaryDirectories);

describe('an append', () => {
  it.each([
    ['forgets its answer', { forget: 1 }],
    ['answers with a time-out', { timeOut: 1 }],
    ['forgets its answer and is slow', { forget: 1, answerAfter: 60 }],
  ])('is stored once when the store keeps it and %s', async (_, wrong) => {
    const log = await openLog(peer.connectionString);
    await log.appender.append([request('a', events(1, 2))]);
    peer.does(wrong);
    expect(await log.appender.append([request('a', events(3, 4), 1), request('b', [event(5)])])).toMatchObject([
      { kind: 'appended', receipts: [{ revision: 2, duplicate: false }, { revision: 3 }] },
      { kind: 'appended', receipts: [{ revision: 0, duplicate: false }] },
    ]);
    expect(peer.node.script).toMatchObject({ forget: 0, timeOut: 0 });
    await expectEach(log, 5);
  });

  it('waits for a store that starts', async () => {
    const log = await openLog(peer.connectionString);
    peer.does({ refuse: 'starting' });
    const appended = log.appender.append([request('a', [event(1)])]);
    await until(() => log.health.trouble === 'log.unreachable');
    peer.does({ refuse: null });
    expect(await appended).toMatchObject([{ kind: 'appended' }]);
    await expectEach(log, 1);
  });

  it('is given up with its outcome unknown when the store is silent, and the log goes on when it speaks', async () => {
    const log = await openLog(peer.connectionString, { giveUpMs: 1_000 });
    peer.does({ hang: true });
    const appends = upTo(40).map((n) => log.appender.append([request(`s-${n}`, [event(n)])]));
    for (const one of await Promise.allSettled(appends))
      expect(one).toMatchObject({
        reason: { code: expect.stringMatching(/^log\.(outcome-unknown|unreachable)$/) },
      });
    expect(log.appender.stats).toMatchObject({ waitingEvents: 0, waitingCalls: 0 });
    peer.does({ hang: false });
    expect(await log.appender.append([request('s-1', [event(1)])])).toMatchObject([{ kind: 'appended' }]);
    await expectEach(log, 1);
  });

  it('says plainly that the user may not, that a node only reads, and that a request is too large', async () => {
    const log = await openLog(peer.connectionString, { giveUpMs: 600 });
    const large = event(1, { data: { text: 'x'.repeat(1024 * 1024) } });
    await expect(log.appender.append([request('a', [large])])).rejects.toMatchObject({ code: 'log.request-too-large' });
    peer.does({ refuse: 'denied' });
    await expect(log.appender.append([request('a', [event(1)])])).rejects.toMatchObject({ code: 'log.refused' });
    peer.does({ refuse: 'read-only' });
    await expect(log.appender.append([request('a', [event(1)])])).rejects.toMatchObject({ code: 'log.read-only' });
    peer.does({ refuse: null });
    await log.appender.append([request('a', [event(1)])]);
    await expectEach(log, 1);
  });

  it('refuses names that the store would change', async () => {
    const { appender } = await openLog(peer.connectionString);
    for (const bad of [request('a-\ud800', [event(1)]), request('a', [event(1, { type: 'x\udfff' })])])
      await expect(appender.append([bad])).rejects.toMatchObject({ code: 'log.event-invalid' });
  });

  it('groups what waits: many callers in one stream are few appends', async () => {
    const log = await openLog(peer.connectionString);
    peer.does({ answerAfter: 20 });
    await Promise.all(upTo(400).map((n) => log.appender.append([request('shared', [event(n)])])));
    expect(log.appender.stats.commits).toBeLessThan(5);
    peer.does({ answerAfter: 0 });
    await expectEach(log, 400);
  });

  it('groups callers that it has answered together: all of them send the next in one append', async () => {
    const log = await openLog(peer.connectionString);
    const caller = async (who: number): Promise<void> => {
      for (const turn of upTo(5)) await log.appender.append([request('shared', [event(who * 5 + turn)])]);
    };
    await Promise.all(upTo(8).map((who) => caller(who - 1)));
    expect(log.appender.stats.commits).toBe(5);
    await expectEach(log, 40);
  });
});

describe('reading', () => {
  it('begins anew where it was when the store drops it, and tells how often', async () => {
    const log = await openLog(peer.connectionString);
    peer.does({ breakReadings: 5 });
    await expectEach(log, await writers(log, 20));
    expect(log.health.resubscriptions).toBeGreaterThanOrEqual(5);
    await log.caughtUp();
    expect(log.health).toMatchObject({ connected: true, caughtUp: true, trouble: null, stopped: false });
  });

  it('tells that it is behind while the store is silent', async () => {
    const log = await openLog(peer.connectionString);
    peer.does({ hang: true });
    await until(() => log.health.trouble !== null);
    expect(log.health).toMatchObject({ connected: false, caughtUp: false, trouble: 'log.unreachable' });
    expect(log.health.lagMs).toBeGreaterThan(100);
  });
});

describe('a store that ends and comes back', () => {
  it('does not end a process that had much under way', async () => {
    const script = join(__dirname, 'append-forever.ts');
    const child = AppendingProcess.run(script, ...[peer.connectionString, newLogName(), temporaryDirectory(), '0']);
    await child.acknowledging(100);
    for (const count of [200, 400]) {
      peer.does({ hang: true });
      await peer.stop();
      peer.does({ hang: false, forget: 1 });
      await peer.start();
      await child.acknowledging(count);
    }
    expect((await child.kill()).length).toBeGreaterThanOrEqual(400);
  });
});

describe('a cluster', () => {
  it('is followed when its leader moves or dies, and keeps every acknowledged event, once', async () => {
    const cluster = new PeerCluster();
    await cluster.start();
    const log = await openLog(cluster.connectionString, { giveUpMs: 20_000 });
    const written = writers(log, 40);
    await until(() => log.appender.stats.appended > 60);
    cluster.leader = 1;
    await until(() => log.appender.stats.appended > 250);
    cluster.leader = 2;
    await cluster.peers[1]!.stop();
    await until(() => log.appender.stats.appended > 450);
    cluster.leader = 0;
    await expectEach(log, await written);
    await closeLogs();
    await cluster.stop();
  });
});

describe('opening', () => {
  const opening = (connectionString: string) =>
    openEventStoreLog({ connectionString, replicaDirectory: temporaryDirectory(), limitMs: 800, giveUpMs: 800 });

  it.each([
    ['refuses the password', { refuse: 'unauthenticated' }, 'log.refused'],
    ['refuses the user', { refuse: 'denied' }, 'log.refused'],
    ['is too old', { version: '22.10.4' }, 'log.server-too-old'],
    ['tells no version', { version: '' }, 'log.server-too-old'],
    ['says nothing', { hang: true }, 'log.unreachable'],
    ['starts', { refuse: 'starting' }, 'log.unreachable'],
    ['only reads', { refuse: 'read-only' }, 'log.read-only'],
  ] as const)('says plainly when the store %s', async (_, wrong, code) => {
    peer.does(wrong);
    await expect(opening(peer.connectionString)).rejects.toMatchObject({ name: 'EventLogError', code });
  });

  it('says plainly when there is no store', async () => {
    await peer.stop();
    await expect(opening(peer.connectionString)).rejects.toMatchObject({ code: 'log.unreachable' });
  });

  it('sets everything free after a fault', async () => {
    peer.does({ refuse: 'denied' });
    const replicaDirectory = temporaryDirectory();
    await expect(openLog(peer.connectionString, { replicaDirectory })).rejects.toMatchObject({ code: 'log.refused' });
    peer.does({ refuse: null });
    await openLog(peer.connectionString, { replicaDirectory });
  });

  it('takes several logs in one process: what breaks the appends of one is no matter of the others', async () => {
    const other = new Peer();
    await other.start();
    const broken = await openLog(peer.connectionString, { giveUpMs: 1_000 });
    const whole = await openLog(other.connectionString);
    await broken.appender.append([request('a', [event(1)])]);
    await whole.appender.append([request('a', [event(1)])]);
    peer.does({ hang: true });
    other.does({ answerAfter: 300 });
    const lost = expect(broken.appender.append([request('a', [event(2)])])).rejects.toThrow();
    const kept = whole.appender.append([request('a', [event(2)])]);
    await peer.stop();
    expect(await kept).toMatchObject([{ kind: 'appended', receipts: [{ revision: 1, duplicate: false }] }]);
    expect(whole.appender.stats.commits).toBe(2);
    await closeLogs();
    await other.stop();
    await lost;
  });

  it('refuses a replica that another process uses', async () => {
    const [log, replicaDirectory] = [newLogName(), temporaryDirectory()];
    const child = AppendingProcess.run(
      join(__dirname, 'append-forever.ts'),
      ...[peer.connectionString, log, replicaDirectory, '0'],
    );
    await child.acknowledging(1);
    await expect(openLog(peer.connectionString, { log, replicaDirectory })).rejects.toMatchObject({
      code: 'log.writer-running',
    });
    await child.kill();
  });
});

/** A journal with its copy in memory. */
async function journalOf(shared: SharedPlace) {
  const copy: string[] = [];
  let next = 0;
  const journal = await shared.journal<string>('a', {
    next: () => next,
    take: (record, revision) => {
      copy.push(record);
      next = revision + 1;
    },
  });
  return { copy, journal };
}

describe('a record of a journal', () => {
  it.each([
    ['forgets its answer', { forget: 1 }],
    ['answers with a time-out', { timeOut: 1 }],
    ['forgets its answer and is slow', { forget: 1, answerAfter: 60 }],
  ])('is kept once when the store keeps it and %s', async (_, wrong) => {
    const { shared, appender } = await openLog(peer.connectionString);
    const { copy, journal } = await journalOf(shared);
    await journal.add(() => 'first');
    peer.does(wrong);
    await Promise.all([
      journal.add(() => `made of ${copy.join()}`),
      appender.append([request('a', events(1, 2))]),
      shared.put('b', 1),
      journal.add(() => 'last'),
    ]);
    expect(peer.node.script).toMatchObject({ forget: 0, timeOut: 0 });
    expect(copy).toEqual(['first', 'made of first', 'last']);
    expect(await shared.get('b')).toBe(1);
  });

  it('is given up when the store is silent, and the next one is kept when it speaks', async () => {
    const { shared } = await openLog(peer.connectionString, { giveUpMs: 1_000 });
    const { copy, journal } = await journalOf(shared);
    peer.does({ hang: true });
    await expect(journal.add(() => 'lost')).rejects.toMatchObject({ code: 'log.outcome-unknown' });
    await expect(journal.caughtUp()).rejects.toMatchObject({ code: 'log.unreachable' });
    peer.does({ hang: false });
    await journal.add(() => 'kept');
    expect(copy).toEqual(['kept']);
  });
});
