import { AppendingProcess } from '../testing/appending-process.js';
import { event, events, request } from '../testing/sample-events.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { verifyLog } from '../verify/verify-log.js';
import { openSqliteEventLog, openSqliteReader } from './open.js';
import { isWriterRunning, takeWriterLock } from './writer-lock.js';

afterAll(AppendingProcess.endAll);
afterAll(removeTemporaryDirectories);

describe('a log whose writer was killed', () => {
  it('is whole before anybody writes in it again, and after', async () => {
    const directory = temporaryDirectory();
    const child = AppendingProcess.start(directory, 0);
    await child.acknowledging(500);
    await child.kill();
    expect(await verifyLog(directory)).toMatchObject({ problems: [] });
    const log = await openSqliteEventLog({ directory });
    await log.appender.append([request('after', [event(9_000_000)])]);
    await log.close();
    expect(await verifyLog(directory)).toMatchObject({ problems: [] });
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
