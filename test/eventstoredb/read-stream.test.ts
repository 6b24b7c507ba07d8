import { EventStoreDBClient } from '@eventstore/db-client';
import { readStream } from '../../libs/event-log/eventstoredb/read-page.js';
import { newLogName, storeUnderTest } from './store-under-test.js';

const store = storeUnderTest();

const clients: EventStoreDBClient[] = [];
beforeAll(() => {
  for (let n = 0; n < 4; n++) clients.push(EventStoreDBClient.connectionString(store.connectionString));
});
afterAll(async () => {
  for (const client of clients) await client.dispose();
});

/** A reading whose client is another each time it is asked for, as far as there are others. */
const renewed = (times: number) => {
  let asked = 0;
  return () => clients[Math.min(asked++, times)]!;
};
const read = (stream: string, times: number) =>
  readStream(renewed(times), stream, { fromRevision: 0n, maxCount: 10 }, 5_000);

it('a stream is read on the next client when the first is let go, and given up when that one is too', async () => {
  const stream = newLogName();
  await clients[0]!.appendToStream(stream, {
    id: '00000000-0000-4000-8000-000000000001',
    type: 'record',
    contentType: 'application/octet-stream',
    data: Buffer.from('1'),
    metadata: undefined,
  });
  for (const times of [0, 1]) expect(await read(stream, times)).toMatchObject([{ revision: 0n }]);
  await expect(read(stream, 3)).rejects.toMatchObject({ code: 'log.unreachable' });
  expect(await read(newLogName(), 1)).toEqual([]);
});
