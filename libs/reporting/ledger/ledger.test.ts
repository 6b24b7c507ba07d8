import { memorySideStreams } from '../testing/memory-side-streams.js';
import type { DeliveredData } from './delivery.js';
import { ledger } from './ledger.js';

const data = (manifest: string, other: Partial<DeliveredData> = {}): DeliveredData => ({
  ...{ statistic: 'toy-events', reporter: '751', period: '2026Q1', parameters: {}, asOf: 4 },
  ...{ manifest: manifest.repeat(64), rows: '0'.repeat(64), rowCount: 1 },
  ...other,
});
const metadata = (recordedAt: string) => ({ recordedAt, system: 'sagsspor', principal: 'tester', build: 'build-1' });

describe('the ledger', () => {
  it('numbers deliveries within their statistic and reporter, and enters one manifest once', async () => {
    const book = ledger(memorySideStreams());
    const first = await book.enter(data('a'), metadata('2026-07-01T09:00:00.000Z'));
    const second = await book.enter(data('b'), metadata('2026-07-01T10:00:00.000Z'));
    const again = await book.enter(data('a'), metadata('2026-07-01T11:00:00.000Z'));
    const country = await book.enter(data('a', { reporter: '' }), metadata('2026-07-01T08:00:00.000Z'));
    expect([first, second, again, country].map(({ delivery, duplicate }) => [delivery.id, duplicate])).toEqual([
      ['toy-events/751/1', false],
      ['toy-events/751/2', false],
      ['toy-events/751/1', true],
      ['toy-events/dk/1', false],
    ]);
    expect(again.delivery.at).toBe('2026-07-01T09:00:00.000Z');
    expect(book.list().map(({ id }) => id)).toEqual(['toy-events/dk/1', 'toy-events/751/1', 'toy-events/751/2']);
  });

  it('enters one of many equal deliveries made at the same time', async () => {
    const book = ledger(memorySideStreams());
    const entered = await Promise.all(
      ['a', 'b', 'a', 'a'].map((one) => book.enter(data(one), metadata('2026-07-01T09:00:00.000Z'))),
    );
    expect(entered.map(({ delivery }) => delivery.number)).toEqual([1, 2, 1, 1]);
    expect(book.list()).toHaveLength(2);
  });

  it('refuses other content under the same manifest', async () => {
    const book = ledger(memorySideStreams());
    await book.enter(data('a'), metadata('2026-07-01T09:00:00.000Z'));
    const other = book.enter(data('a', { rowCount: 2 }), metadata('2026-07-01T09:00:00.000Z'));
    await expect(other).rejects.toMatchObject({ code: 'delivery.conflict' });
  });

  it('lists by statistic, reporter and period, the country and the stock by the empty text', async () => {
    const book = ledger(memorySideStreams());
    const at = metadata('2026-07-01T09:00:00.000Z');
    await book.enter(data('a'), at);
    await book.enter(data('b', { reporter: '' }), at);
    await book.enter(data('c', { statistic: 'toy', reporter: 'events-751', period: '' }), at);
    const ids = (filter: Parameters<typeof book.list>[0]): string[] => book.list(filter).map(({ id }) => id);
    expect(ids({ statistic: 'toy' })).toEqual(['toy/events-751/1']);
    expect(ids({ statistic: 'toy-events' })).toEqual(['toy-events/dk/1', 'toy-events/751/1']);
    expect(ids({ reporter: '' })).toEqual(['toy-events/dk/1']);
    expect(ids({ period: '' })).toEqual(['toy/events-751/1']);
    expect(ids({ reporter: '999' })).toEqual([]);
  });

  it("gives a reporter's and the country's deliveries of a statistic by time, also what is entered after it was asked", async () => {
    const book = ledger(memorySideStreams());
    await book.enter(data('a'), metadata('2026-07-01T09:00:00.000Z'));
    await book.enter(data('b', { reporter: '751' }), metadata('2026-07-01T12:00:00.000Z'));
    expect(book.ofReporter('toy-events', '751').map(({ id }) => id)).toEqual(['toy-events/751/1', 'toy-events/751/2']);
    await book.enter(data('c', { reporter: '' }), metadata('2026-07-01T10:00:00.000Z'));
    await book.enter(data('d', { reporter: '101' }), metadata('2026-07-01T11:00:00.000Z'));
    await book.enter(data('e', { statistic: 'toy' }), metadata('2026-07-01T11:00:00.000Z'));
    const ids = ['toy-events/751/1', 'toy-events/dk/1', 'toy-events/751/2'];
    expect(book.ofReporter('toy-events', '751').map(({ id }) => id)).toEqual(ids);
    expect(book.ofReporter('toy-events', '').map(({ id }) => id)).toEqual(['toy-events/dk/1']);
  });

  it('finds by id and by number, and says when there is none', async () => {
    const book = ledger(memorySideStreams());
    await book.enter(data('a'), metadata('2026-07-01T09:00:00.000Z'));
    expect(book.byId('toy-events/751/1')).toEqual(book.byNumber({ statistic: 'toy-events', reporter: '751' }, 1));
    for (const id of ['toy-events/751/2', 'toy-events/751/0', 'toy-events/dk/1', 'toy-events', '', 'a/b/c/1'])
      expect(() => book.byId(id)).toThrow(expect.objectContaining({ code: 'delivery.not-found' }));
  });

  it('numbers supplements within the delivery they supplement', async () => {
    const book = ledger(memorySideStreams());
    const at = metadata('2026-07-01T09:00:00.000Z');
    await book.enter(data('a'), at);
    await book.enter(data('b', { supplementOf: 1, since: 1 }), at);
    await book.enter(data('c'), at);
    await book.enter(data('d', { supplementOf: 1, since: 2 }), at);
    await book.enter(data('e', { supplementOf: 3, since: 3 }), at);
    expect(book.list().map(({ number, supplementNumber }) => [number, supplementNumber])).toEqual([
      [1, undefined],
      [2, 1],
      [3, undefined],
      [4, 2],
      [5, 1],
    ]);
  });
});
