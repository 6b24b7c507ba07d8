import { openEventStoreLog, type EventStoreLog } from '../../libs/event-log/eventstoredb/open.js';
import { copyLog } from '../../libs/event-log/replica/copy-log.js';
import { sealHead } from '../../libs/event-log/seals/seal-log.js';
import { openSqliteEventLog, openSqliteReader, type OpenLog } from '../../libs/event-log/sqlite/open.js';
import { event, request } from '../../libs/event-log/testing/sample-events.js';
import { makeSealedLog, seal } from '../../libs/event-log/testing/sealed-log.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../libs/event-log/testing/temporary-directory.js';
import { verifyLog } from '../../libs/event-log/verify/verify-log.js';
import { newLogName, storeUnderTest } from './store-under-test.js';

const store = storeUnderTest();

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});
afterAll(removeTemporaryDirectories);

async function inStore(log = newLogName(), replicaDirectory = temporaryDirectory()): Promise<EventStoreLog> {
  const one = await openEventStoreLog({ connectionString: store.connectionString, log, replicaDirectory });
  opened.push(one);
  return one;
}

async function inSqlite(directory = temporaryDirectory()): Promise<OpenLog> {
  const one = await openSqliteEventLog({ directory });
  opened.push(one);
  return one;
}

const everything = ({ reader, side }: Pick<OpenLog, 'reader' | 'side'>) => ({
  events: reader.readAll(0, 10_000),
  side: side.streams('').map((stream) => side.read(stream)),
  seal: sealHead(side),
});

describe('copying a log', () => {
  it('brings ordinals, hashes and seal heads into the event store and back, and what was sealed verifies', async () => {
    const source = openSqliteReader({ directory: await makeSealedLog() });
    opened.push(source);
    const middle = await inStore();
    const backDirectory = temporaryDirectory();
    const back = await inSqlite(backDirectory);
    expect(await copyLog(source, middle)).toEqual({ events: 15 });
    expect(await copyLog(middle, back)).toEqual({ events: 15 });
    expect(everything(middle)).toEqual(everything(source));
    expect(everything(back)).toEqual(everything(source));
    expect(everything(source).seal).not.toBeNull();
    await back.close();
    opened.pop();
    expect(await verifyLog(backDirectory)).toMatchObject({ events: 12, seals: 2, problems: [] });
  });

  it('goes on where it was broken off', async () => {
    const source = await inSqlite();
    const events = Array.from({ length: 4_200 }, (_, n) => event(n + 1));
    await source.appender.append(events.map((one, n) => request(`s-${Math.floor(n / 7) % 5}`, [one])));
    await seal(source);
    const target = await inStore();
    const stop = new AbortController();
    const seen: number[] = [];
    const onProgress = ({ copied }: { copied: number }): void => {
      seen.push(copied);
      stop.abort(new Error('enough'));
    };
    await expect(copyLog(source, target, { onProgress, signal: stop.signal })).rejects.toThrow('enough');
    expect(seen).toEqual([500]);
    expect(await copyLog(source, target)).toEqual({ events: 4_201 });
    expect(everything(target)).toEqual(everything(source));
    expect(await copyLog(source, target)).toEqual({ events: 4_201 });
    expect(target.reader.head()).toBe(4_200);
    // More than a page of the store is read on.
    expect(await target.compareWithStore()).toEqual({ inStore: 4_200, inReplica: 4_200, differsAt: null });
  });

  it('refuses a log that holds something else', async () => {
    const source = openSqliteReader({ directory: await makeSealedLog() });
    opened.push(source);
    const other = openSqliteReader({ directory: await makeSealedLog({ n: 9, note: 'other' }) });
    opened.push(other);
    const target = await inStore();
    await copyLog(other, target);
    const before = everything(target);
    await expect(copyLog(source, target)).rejects.toMatchObject({ code: 'log.differs' });
    expect(everything(target)).toEqual(before);
  });

  it('refuses to copy into a stream that another has written meanwhile', async () => {
    const source = openSqliteReader({ directory: await makeSealedLog() });
    opened.push(source);
    const target = await inSqlite();
    const onProgress = (): Promise<unknown> => target.side.append('delivery-a', 'none', event(99));
    await expect(copyLog(source, target, { onProgress })).rejects.toMatchObject({
      code: expect.stringMatching(/^log\.(differs|not-whole)$/),
    });
  });
});
