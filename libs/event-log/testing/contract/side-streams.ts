import { event, eventId, request } from '../sample-events.js';
import { numbers, onLog, reached, type OpenContractLog } from './contract-log.js';

export function describeSideStreams(open: OpenContractLog): void {
  describe('side streams', () => {
    it(
      'are kept by the same rules',
      onLog(open, async ({ side }) => {
        expect(side.read('delivery-a')).toEqual([]);
        expect(await side.append('delivery-a', 'none', event(1))).toMatchObject({
          kind: 'appended',
          receipts: [{ id: eventId(1), revision: 0, ordinal: null, duplicate: false }],
        });
        expect(await side.append('delivery-a', 'none', event(2))).toEqual({
          kind: 'wrong-revision',
          expected: 'none',
          actual: 0,
        });
        expect(await side.append('delivery-a', 'none', event(1))).toMatchObject({ receipts: [{ duplicate: true }] });
        expect(await side.append('delivery-a', 0, event(1, { type: 'other' }))).toMatchObject({ kind: 'conflict' });
        expect(await side.append('delivery-a', 0, event(2))).toMatchObject({ receipts: [{ revision: 1 }] });
        expect(numbers(side.read('delivery-a'))).toEqual([1, 2]);
        expect(numbers(side.read('delivery-a', 1))).toEqual([2]);
        expect(side.read('delivery-a')[0]).toMatchObject({ stream: 'delivery-a', revision: 0, ...event(1) });
        await expect(side.append('placement-a', 'any', event(3))).rejects.toMatchObject({ code: 'log.event-invalid' });
      }),
    );

    it(
      'never move an ordinal, and are not in the counted log',
      onLog(open, async ({ appender, reader, side }) => {
        await appender.append([request('a', [event(1)])]);
        await side.append('delivery-a', 'any', event(2));
        await side.append('seal-b', 'any', event(3));
        await appender.append([request('a', [event(4)])]);
        await reached(reader, 2);
        expect(reader.readAll(0, 10).map(({ ordinal, data }) => [ordinal, (data as { n: number }).n])).toEqual([
          [1, 1],
          [2, 4],
        ]);
        expect([...reader.streams('')]).toEqual(['a']);
        expect(reader.find(eventId(2))).toEqual([]);
        expect(reader.readStream('delivery-a')).toEqual([]);
        expect(side.streams('')).toEqual(['delivery-a', 'seal-b']);
        expect(side.streams('seal-')).toEqual(['seal-b']);
      }),
    );
  });
}
