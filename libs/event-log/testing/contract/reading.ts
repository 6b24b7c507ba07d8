import { event, eventId, events, request, stamped } from '../sample-events.js';
import { numbers, onLog, reached, wholeLog, type OpenContractLog } from './contract-log.js';

export function describeReading(open: OpenContractLog): void {
  describe('reading', () => {
    it(
      'finds nothing in an empty log',
      onLog(open, async ({ reader }) => {
        expect(reader.head()).toBe(0);
        expect(reader.readAll(0, 10)).toEqual([]);
        expect(reader.readStream('missing')).toEqual([]);
        expect(reader.find(eventId(1))).toEqual([]);
        expect([...reader.streams('')]).toEqual([]);
        expect(reader.ordinalAt('2100-01-01T00:00:00.000Z')).toBe(0);
      }),
    );

    it(
      'keeps the order within a stream and over all',
      onLog(open, async ({ appender, reader }) => {
        for (let n = 1; n <= 30; n++) await appender.append([request(`s-${n % 3}`, [event(n)])]);
        await reached(reader, 30);
        expect(numbers(wholeLog(reader, 7))).toEqual(events(1, 30).map(({ data }) => (data as { n: number }).n));
        expect(numbers(reader.readStream('s-1'))).toEqual([1, 4, 7, 10, 13, 16, 19, 22, 25, 28]);
        expect(numbers(reader.readStream('s-1', 3, 2))).toEqual([10, 13]);
        expect(reader.readStream('s-1').map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        expect(reader.readStream('s-1', 10)).toEqual([]);
        expect(reader.readStream('missing')).toEqual([]);
        expect(numbers(reader.readAll(28, 10))).toEqual([29, 30]);
        expect(reader.readAll(30, 10)).toEqual([]);
      }),
    );

    it(
      'finds by id, in one stream or all',
      onLog(open, async ({ appender, reader }) => {
        await appender.append([request('a', events(1, 3)), request('b', events(2, 2))]);
        await reached(reader, 4);
        expect(reader.find(eventId(2)).map(({ ordinal }) => ordinal)).toEqual([2, 4]);
        expect(reader.find(eventId(2), 'b').map(({ ordinal }) => ordinal)).toEqual([4]);
        expect(reader.find(eventId(3), 'b')).toEqual([]);
        expect(reader.find(eventId(9))).toEqual([]);
        expect(reader.find('no id')).toEqual([]);
      }),
    );

    it(
      'names streams by prefix, in the order of their first event',
      onLog(open, async ({ appender, reader }) => {
        const names = [
          'placement-101-z',
          'placement-101-a',
          'support-101-a',
          'placement-99-a',
          'Placement-1-a',
          'placement_',
        ];
        for (const [at, name] of names.entries()) await appender.append([request(name, [event(at)])]);
        await appender.append([request('placement-101-z', [event(50)])]);
        await reached(reader, 7);
        expect([...reader.streams('placement-')]).toEqual(['placement-101-z', 'placement-101-a', 'placement-99-a']);
        expect([...reader.streams('placement-101-')]).toEqual(['placement-101-z', 'placement-101-a']);
        expect([...reader.streams('')]).toEqual(names);
        expect([...reader.streams('%')]).toEqual([]);
      }),
    );

    it(
      'resolves an instant by the running maximum of the recorded time',
      onLog(open, async ({ appender, reader }) => {
        // The clock is set back at the third event.
        for (const [at, ms] of [10, 20, 15, 20, 30].entries())
          await appender.append([request('a', [event(at, { metadata: stamped(ms) })])]);
        await reached(reader, 5);
        const ordinalAt = (ms: number): number => reader.ordinalAt(stamped(ms).recordedAt);
        expect([9, 10, 15, 19, 20, 29, 30, 999].map(ordinalAt)).toEqual([0, 1, 1, 1, 4, 4, 5, 5]);
        expect(reader.ordinalAt('2026-01-31T13:00:00.020+01:00')).toBe(4);
        expect(() => reader.ordinalAt('yesterday')).toThrow(expect.objectContaining({ code: 'log.instant-invalid' }));
      }),
    );

    it(
      'counts densely, and every reader alike',
      onLog(open, async ({ appender, reader, anotherReader }) => {
        const calls = Array.from({ length: 40 }, (_, n) =>
          appender.append([request(`s-${n % 7}`, [event(2 * n), event(2 * n + 1)])]),
        );
        await Promise.all(calls);
        await reached(reader, 80);
        const other = anotherReader();
        await reached(other, 80);
        const log = wholeLog(reader);
        expect(log.map(({ ordinal }) => ordinal)).toEqual(log.map((_, at) => at + 1));
        expect(wholeLog(other, 9)).toEqual(log);
        expect([...other.streams('')]).toEqual([...reader.streams('')]);
        other.close();
      }),
    );
  });
}
