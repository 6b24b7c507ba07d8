import { event, eventId, events, request, stamped } from '../sample-events.js';
import { numbers, onLog, reached, wholeLog, type OpenContractLog } from './contract-log.js';

export function describeIdempotence(open: OpenContractLog): void {
  describe('idempotence', () => {
    it.each(['any', 'none'] as const)('answers a request sent again (%s) with its first receipts', (expected) =>
      onLog(open, async ({ appender, reader }) => {
        const sent = request('a', events(1, 3), expected);
        const [first] = await appender.append([sent]);
        await appender.append([request('a', events(4, 5))]);
        await reached(reader, 5);
        const [again] = await appender.append([sent]);
        expect(first).toMatchObject({ kind: 'appended' });
        expect(again).toMatchObject({
          kind: 'appended',
          receipts: [0, 1, 2].map((at) => ({ id: eventId(at + 1), revision: at, duplicate: true })),
        });
        expect(numbers(wholeLog(reader))).toEqual([1, 2, 3, 4, 5]);
      })(),
    );

    it(
      'answers a request with an exact revision sent again as a duplicate, not as a wrong revision',
      onLog(open, async ({ appender }) => {
        await appender.append([request('a', events(1, 2))]);
        const sent = request('a', events(3, 4), 1);
        await appender.append([sent, request('a', events(5, 5))]);
        const [again] = await appender.append([sent]);
        expect(again).toMatchObject({
          kind: 'appended',
          receipts: [
            { revision: 2, duplicate: true },
            { revision: 3, duplicate: true },
          ],
        });
      }),
    );

    it(
      'does not compare what the server stamped, nor the order of members',
      onLog(open, async ({ appender }) => {
        await appender.append([request('a', [event(1, { data: { a: 1, b: [{ c: 2, d: 3 }] } })])]);
        const later = event(1, { data: { b: [{ d: 3, c: 2 }], a: 1 }, metadata: { ...stamped(9), build: 'later' } });
        expect(await appender.append([request('a', [later])])).toMatchObject([
          { kind: 'appended', receipts: [{ revision: 0, duplicate: true }] },
        ]);
      }),
    );

    it.each([
      ['type', { type: 'another' }],
      ['version', { version: 2 }],
      ['data', { data: { n: 1, note: 'æøa' } }],
      ['data, one of them the beginning of the other', { data: { n: 1 } }],
    ])('names the event when its id was used for another %s', (_, changed) =>
      onLog(open, async ({ appender, reader }) => {
        await appender.append([request('a', events(7, 8)), request('a', events(1, 1))]);
        expect(await appender.append([request('a', [event(9), event(1, changed)])])).toEqual([
          { kind: 'conflict', eventId: eventId(1), revision: 2 },
        ]);
        await reached(reader, 3);
        expect(reader.readStream('a')[2]!.data).toEqual(event(1).data);
      })(),
    );

    it(
      'writes an event once that stands twice in a request, a call or two calls',
      onLog(open, async ({ appender, reader }) => {
        const [twice] = await appender.append([request('a', [event(1), event(1), event(2)], 'none')]);
        expect(twice).toMatchObject({
          receipts: [
            { revision: 0, duplicate: false },
            { revision: 0, duplicate: true },
            { revision: 1, duplicate: false },
          ],
        });
        const outcomes = await Promise.all([
          appender.append([request('a', [event(3)]), request('a', [event(3)])]),
          appender.append([request('a', [event(3)])]),
        ]);
        const fresh = outcomes.flat().filter((one) => one.kind === 'appended' && !one.receipts[0]!.duplicate);
        expect(fresh).toHaveLength(1);
        await reached(reader, 3);
        expect(numbers(wholeLog(reader))).toEqual([1, 2, 3]);
      }),
    );

    it(
      'adds what is new to what is known, when any revision will do',
      onLog(open, async ({ appender }) => {
        await appender.append([request('a', events(1, 2))]);
        expect(await appender.append([request('a', [event(3), event(1), event(4)])])).toMatchObject([
          {
            kind: 'appended',
            receipts: [
              { revision: 2, duplicate: false },
              { revision: 0, duplicate: true },
              { revision: 3, duplicate: false },
            ],
          },
        ]);
      }),
    );

    it(
      'accepts the same id in another stream',
      onLog(open, async ({ appender, reader }) => {
        await appender.append([request('a', [event(1)]), request('b', [event(1, { data: { n: 2 } })])]);
        await reached(reader, 2);
        expect(reader.find(eventId(1)).map(({ stream }) => stream)).toEqual(['a', 'b']);
        expect(numbers(reader.find(eventId(1), 'b'))).toEqual([2]);
      }),
    );
  });
}
