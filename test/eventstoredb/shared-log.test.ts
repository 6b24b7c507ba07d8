import { join } from 'node:path';
import { binaryEvent, EventStoreDBClient } from '@eventstore/db-client';
import { LogNames } from '../../libs/event-log/eventstoredb/names.js';
import { toStore } from '../../libs/event-log/eventstoredb/store-event.js';
import type { NewEvent } from '../../libs/event-log/port.js';
import { prepare } from '../../libs/event-log/sqlite/prepared.js';
import { AppendingProcess } from '../../libs/event-log/testing/appending-process.js';
import { numbers, reached, wholeLog } from '../../libs/event-log/testing/contract/contract-log.js';
import { event, eventId, request, stamped } from '../../libs/event-log/testing/sample-events.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../libs/event-log/testing/temporary-directory.js';
import { closeLogs, openLog } from './open-log.js';
import { newLogName, storeUnderTest } from './store-under-test.js';

const store = storeUnderTest();

let other: EventStoreDBClient;
beforeAll(() => (other = EventStoreDBClient.connectionString(store.connectionString)));
afterAll(() => other.dispose());
afterEach(closeLogs);
afterAll(removeTemporaryDirectories);

/** What another process of the house would write, behind the back of this one. */
async function writtenByAnother(log: string, stream: string, after: number, ...list: NewEvent[]): Promise<void> {
  const { events } = prepare(request(stream, list), true);
  await other.appendToStream(
    new LogNames(log).inStore(stream),
    toStore(events, after + 1).map((one) => binaryEvent(one)),
    { expectedRevision: after === -1 ? 'no_stream' : BigInt(after), requiresLeader: true },
  );
}

/** Looks so seldom that it knows nothing of what others write until it has to. */
const blind = { lookEvery: 60_000, limitMs: 5_000, giveUpMs: 20_000 };

describe('a log that several processes write', () => {
  it('counts the same in each of them, and each stream stands without a gap', async () => {
    const log = newLogName();
    const mine = await openLog(store.connectionString, { log, limitMs: 5_000, giveUpMs: 20_000 });
    const [first, second] = [0, 1].map((n) =>
      AppendingProcess.run(
        join(__dirname, 'append-forever.ts'),
        ...[store.connectionString, log, temporaryDirectory(), String(n * 100_000)],
      ),
    );
    for (let n = 200_000; n < 200_200; n++)
      expect(await mine.appender.append([request('shared', [event(n)])])).toMatchObject([{ kind: 'appended' }]);
    await Promise.all([first!.acknowledging(150), second!.acknowledging(150)]);
    const acknowledged = [...(await first!.kill()), ...(await second!.kill())];
    await mine.caughtUp();
    const kept = wholeLog(mine.reader);
    for (const { id, stream, revision, ordinal } of acknowledged)
      expect(kept[ordinal - 1]).toMatchObject({ id, stream, revision, ordinal });
    for (const stream of mine.reader.streams(''))
      expect(mine.reader.readStream(stream).map(({ revision }) => revision)).toEqual(
        kept.filter((one) => one.stream === stream).map((_, at) => at),
      );
    expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length);
  });

  it('names an event whose id another process has just used for something else', async () => {
    const log = newLogName();
    const mine = await openLog(store.connectionString, { log, ...blind });
    await writtenByAnother(log, 'a', -1, event(1, { data: { n: 1, note: 'other' } }));
    expect(await mine.appender.append([request('a', [event(1)]), request('a', [event(2)], 'none')])).toEqual([
      { kind: 'conflict', eventId: eventId(1), revision: 0 },
      { kind: 'wrong-revision', expected: 'none', actual: 0 },
    ]);
    expect(mine.reader.readStream('a').map(({ data }) => data)).toEqual([{ n: 1, note: 'other' }]);
  });

  it('answers what another process has just written as a duplicate, and appends behind it', async () => {
    const log = newLogName();
    const mine = await openLog(store.connectionString, { log, ...blind });
    await writtenByAnother(log, 'a', -1, event(1, { metadata: stamped(777) }), event(2));
    expect(await mine.appender.append([request('a', [event(1), event(3)])])).toMatchObject([
      {
        receipts: [
          { revision: 0, ordinal: 1, duplicate: true },
          { revision: 2, duplicate: false },
        ],
      },
    ]);
    await mine.caughtUp();
    expect(numbers(wholeLog(mine.reader))).toEqual([1, 2, 3]);
  });

  it('looks again before it says that a revision is too high', async () => {
    const log = newLogName();
    const mine = await openLog(store.connectionString, { log, ...blind });
    await writtenByAnother(log, 'a', -1, event(1), event(2));
    expect(await mine.appender.append([request('a', [event(3)], 1), request('b', [event(4)], 5)])).toMatchObject([
      { kind: 'appended', receipts: [{ revision: 2 }] },
      { kind: 'wrong-revision', expected: 5, actual: -1 },
    ]);
  });

  it('is followed within moments by a process that only listens', async () => {
    const log = newLogName();
    const mine = await openLog(store.connectionString, { log });
    await writtenByAnother(log, 'a', -1, event(1));
    await reached(mine.reader, 1);
    expect(mine.health).toMatchObject({ connected: true, caughtUp: true });
  });
});
