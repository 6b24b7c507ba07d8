import { copyFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { wholeLog } from '../testing/contract/contract-log.js';
import { event, events, request, stamped } from '../testing/sample-events.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { verifyLog } from '../verify/verify-log.js';
import { openSqliteEventLog, openSqliteReader } from './open.js';
import { logFile, prepareSchema } from './schema.js';

afterAll(removeTemporaryDirectories);

describe('a log in SQLite', () => {
  it('goes on where it stood when it is opened again', async () => {
    const directory = temporaryDirectory();
    let log = await openSqliteEventLog({ directory });
    await log.appender.append([request('a', events(1, 3)), request('b', [event(4, { metadata: stamped(1000) })])]);
    await log.side.append('delivery-a', 'none', event(5));
    const before = wholeLog(log.reader);
    await log.close();
    log = await openSqliteEventLog({ directory });
    expect(wholeLog(log.reader)).toEqual(before);
    expect(
      await log.appender.append([request('a', events(1, 1)), request('a', [event(6)], 2), request('b', [event(7)], 2)]),
    ).toMatchObject([
      { receipts: [{ ordinal: 1, duplicate: true }] },
      { receipts: [{ ordinal: 5, revision: 3 }] },
      { kind: 'wrong-revision', actual: 0 },
    ]);
    // The running maximum goes on too: event 6 was recorded before event 4.
    expect(log.reader.ordinalAt(stamped(999).recordedAt)).toBe(3);
    expect(await log.side.append('delivery-a', 0, event(8))).toMatchObject({ receipts: [{ revision: 1 }] });
    await log.close();
  });

  it('is durable at every commit, in WAL, with checkpoints of 64 MB', async () => {
    const directory = temporaryDirectory();
    const log = await openSqliteEventLog({ directory });
    await log.appender.append([request('a', [event(1)])]);
    expect(log.reader.db.pragma('journal_mode', { simple: true })).toBe('wal');
    // Read while the writer holds its file open: nothing of the log lies in the writer's memory only.
    const foreign = new Database(join(directory, logFile), { readonly: true });
    expect(foreign.prepare('SELECT count(*) FROM event').pluck().get()).toBe(1);
    foreign.close();
    await log.close();
  });

  it('is synced at every commit: the writer sets its connection so', () => {
    const db = new Database(join(temporaryDirectory(), logFile));
    prepareSchema(db);
    const settings = ['journal_mode', 'synchronous', 'wal_autocheckpoint'].map((name) =>
      db.pragma(name, { simple: true }),
    );
    // 2 = FULL.
    expect(settings).toEqual(['wal', 2, 16_000]);
    db.close();
  });

  it('is one file when it is closed, also while a reader still has it open', async () => {
    const directory = temporaryDirectory();
    const log = await openSqliteEventLog({ directory });
    await log.appender.append([request('a', events(1, 100))]);
    const { reader, close } = openSqliteReader({ directory });
    expect(reader.head()).toBe(100);
    await log.close();
    expect(statSync(join(directory, `${logFile}-wal`)).size).toBe(0);
    const copy = temporaryDirectory();
    copyFileSync(join(directory, logFile), join(copy, logFile));
    expect(wholeLog(openSqliteReader({ directory: copy }).reader)).toEqual(wholeLog(reader));
    close();
  });

  it('is refused when another build wrote it, or it is no log', async () => {
    const directory = temporaryDirectory();
    const db = new Database(join(directory, logFile));
    db.pragma('user_version = 99');
    db.close();
    await expect(openSqliteEventLog({ directory })).rejects.toMatchObject({ code: 'log.format-unknown' });
    expect(() => openSqliteReader({ directory })).toThrow(expect.objectContaining({ code: 'log.format-unknown' }));
    const other = temporaryDirectory();
    writeFileSync(join(other, logFile), 'this is no database, and long enough to be told from one. '.repeat(20));
    await expect(openSqliteEventLog({ directory: other })).rejects.toMatchObject({ code: 'log.write-failed' });
    // The lock was given back: the next attempt is told the same, not that a writer runs.
    await expect(openSqliteEventLog({ directory: other })).rejects.toMatchObject({ code: 'log.write-failed' });
  });

  it('tells a tail that outlives it', async () => {
    const log = await openSqliteEventLog({ directory: temporaryDirectory() });
    const next = log.reader.tail(0, new AbortController().signal).next();
    await log.close();
    await expect(next).rejects.toMatchObject({ code: 'log.closed' });
  });
});

describe('group commit', () => {
  it('gathers what arrives while a commit runs, holds back what finds no room, and keeps the order of the calls', async () => {
    const log = await openSqliteEventLog({ directory: temporaryDirectory() });
    const calls = Array.from({ length: 80 }, (_, at) =>
      log.appender.append([request('a', events(at * 1000, at * 1000 + 999))]),
    );
    // 80 000 events, room for 50 000: the rest waits outside.
    expect(log.appender.stats).toMatchObject({ waitingEvents: 50_000, waitingCalls: 50, heldBack: 30, appended: 0 });
    const receipts = (await Promise.all(calls)).map(([one]) => (one?.kind === 'appended' ? one.receipts[0] : one));
    expect(receipts.map((one) => (one as { revision: number }).revision)).toEqual(calls.map((_, at) => at * 1000));
    const { commits, ...stats } = log.appender.stats;
    expect(stats).toMatchObject({ waitingEvents: 0, waitingCalls: 0, heldBack: 0, appended: 80_000 });
    expect(commits).toBeLessThan(40);
    await log.close();
  });

  it('finishes what was accepted and what was held back before it closes', async () => {
    const log = await openSqliteEventLog({ directory: temporaryDirectory() });
    const calls = Array.from({ length: 60 }, (_, at) =>
      log.appender.append([request('a', events(at * 1000, at * 1000 + 999))]),
    );
    const closing = log.appender.close();
    expect((await Promise.all(calls)).flat().map(({ kind }) => kind)).toEqual(calls.map(() => 'appended'));
    await closing;
    expect(log.reader.head()).toBe(60_000);
    await log.close();
  });
});

describe('backup', () => {
  it('copies one moment of the log while it is written', async () => {
    const directory = temporaryDirectory();
    const log = await openSqliteEventLog({ directory });
    await log.appender.append([request('a', events(1, 20_000))]);
    const stop = new AbortController();
    let n = 100_000;
    const writing = (async () => {
      while (!stop.signal.aborted) await log.appender.append([request('b', events(n, (n += 20) - 1))]);
    })();
    const copy = temporaryDirectory();
    const { head } = await log.backupTo(join(copy, logFile));
    const headAfter = log.reader.head();
    stop.abort();
    await writing;
    expect(headAfter).toBeGreaterThan(head);
    const { reader, close } = openSqliteReader({ directory: copy });
    expect(reader.head()).toBe(head);
    expect(reader.readAll(19_990, 1e6)).toEqual(log.reader.readAll(19_990, head - 19_990));
    close();
    expect(await verifyLog(copy)).toMatchObject({ events: head, problems: [] });
    await expect(log.backupTo(join(copy, logFile))).rejects.toMatchObject({ code: 'log.backup-exists' });
    // A copy is a log: it can be written on.
    const restored = await openSqliteEventLog({ directory: copy });
    expect(await restored.appender.append([request('c', [event(1)])])).toMatchObject([
      { receipts: [{ ordinal: head + 1 }] },
    ]);
    await restored.close();
    await log.close();
  });
});
