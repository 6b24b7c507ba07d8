import { createHash } from 'node:crypto';
import { canonicalJson } from '../../canonical-json.js';
import { event, eventId, events, request, stamped } from '../sample-events.js';
import { numbers, onLog, reached, wholeLog, type OpenContractLog } from './contract-log.js';

export function describeAppending(open: OpenContractLog): void {
  describe('appending', () => {
    it(
      'answers one outcome a request, in order, with a receipt for each event',
      onLog(open, async ({ appender, reader }) => {
        const outcomes = await appender.append([request('a', events(1, 2)), request('b', events(3, 3))]);
        const receipts = outcomes.map((one) => (one.kind === 'appended' ? one.receipts : one));
        expect(receipts).toMatchObject([
          [
            { id: eventId(1), revision: 0, duplicate: false },
            { id: eventId(2), revision: 1, duplicate: false },
          ],
          [{ id: eventId(3), revision: 0, duplicate: false }],
        ]);
        await reached(reader, 3);
        for (const { id, ordinal } of receipts.flat() as { id: string; ordinal: number | null }[])
          if (ordinal !== null) expect(reader.find(id)[0]!.ordinal).toBe(ordinal);
      }),
    );

    it(
      'keeps what it was given, and the hash of its canonical bytes',
      onLog(open, async ({ appender, reader }) => {
        const data = { z: [1, 2.5, -0, null], a: { 'ø"\u0000\n': '𝄞', b: true }, gone: undefined };
        const given = event(1, { type: 'odd "type"', version: 3, data, metadata: { ...stamped(5), extra: [1] } });
        await appender.append([request('case-x-1', [given])]);
        await reached(reader, 1);
        const [kept] = reader.readAll(0, 10);
        const { ordinal, ...content } = kept!;
        expect(content).toEqual({
          stream: 'case-x-1',
          revision: 0,
          ...given,
          data: { z: [1, 2.5, 0, null], a: data.a },
        });
        expect(ordinal).toBe(1);
        expect(reader.fingerprints(0, 10)[0]!.hash.toString('hex')).toBe(
          createHash('sha256').update(canonicalJson(content)).digest('hex'),
        );
      }),
    );

    it(
      'appends at the expected revision only',
      onLog(open, async ({ appender }) => {
        const outcomes = await appender.append([
          request('a', events(1, 2), 'none'),
          request('a', events(3, 3), 1),
          request('a', events(4, 4), 1),
          request('a', events(5, 5), 'none'),
          request('b', events(6, 6), 0),
          request('a', events(7, 7), 9),
          request('a', events(8, 8), 'any'),
        ]);
        expect(outcomes).toMatchObject([
          { kind: 'appended' },
          { kind: 'appended', receipts: [{ revision: 2 }] },
          { kind: 'wrong-revision', expected: 1, actual: 2 },
          { kind: 'wrong-revision', expected: 'none', actual: 2 },
          { kind: 'wrong-revision', expected: 0, actual: -1 },
          { kind: 'wrong-revision', expected: 9, actual: 2 },
          { kind: 'appended', receipts: [{ revision: 3 }] },
        ]);
      }),
    );

    it(
      'is all or nothing within a request, and one request does not sink another',
      onLog(open, async ({ appender, reader }) => {
        await appender.append([request('a', events(1, 1))]);
        const outcomes = await appender.append([
          request('a', [event(2), event(1, { data: { n: 99 } }), event(3)]),
          request('a', [event(4), event(4, { type: 'other' })]),
          request('a', events(5, 6)),
        ]);
        expect(outcomes.map(({ kind }) => kind)).toEqual(['conflict', 'conflict', 'appended']);
        await reached(reader, 3);
        expect(numbers(wholeLog(reader))).toEqual([1, 5, 6]);
        expect(reader.readStream('a').map(({ revision }) => revision)).toEqual([0, 1, 2]);
      }),
    );

    it(
      'takes nothing as nothing',
      onLog(open, async ({ appender, reader }) => {
        expect(await appender.append([])).toEqual([]);
        expect(await appender.append([request('a', [])])).toEqual([{ kind: 'appended', receipts: [] }]);
        expect([...reader.streams('')]).toEqual([]);
      }),
    );

    it.each([
      ['an id that is no UUID', request('a', [event(1, { id: 'A1' })])],
      ['an id in upper case', request('a', [event(1, { id: 'ABCDEF00-0000-4000-8000-000000000001' })])],
      ['an empty type', request('a', [event(1, { type: '' })])],
      ['version 0', request('a', [event(1, { version: 0 })])],
      ['no content', request('a', [event(1, { data: undefined })])],
      ['content that JSON cannot hold', request('a', [event(1, { data: { n: 1n } })])],
      ['a number that is not finite', request('a', [event(1, { data: { n: NaN } })])],
      [
        'a recorded time without milliseconds',
        request('a', [event(1, { metadata: { ...stamped(), recordedAt: '2026-01-31T12:00:00Z' } })]),
      ],
      [
        'a recorded time that is none',
        request('a', [event(1, { metadata: { ...stamped(), recordedAt: '2026-13-31T12:00:00.000Z' } })]),
      ],
      ['no stream', request('', [event(1)])],
      ['the name of a side stream', request('seal-log', [event(1)])],
      ['a revision that is none', request('a', [event(1)], 0.5)],
    ])('rejects %s before anything of the call is kept', (_, bad) =>
      onLog(open, async ({ appender, reader }) => {
        await expect(appender.append([request('b', events(8, 8)), bad])).rejects.toMatchObject({
          name: 'EventLogError',
          code: 'log.event-invalid',
        });
        await appender.append([request('c', events(9, 9))]);
        await reached(reader, 1);
        expect(numbers(wholeLog(reader))).toEqual([9]);
      })(),
    );

    it(
      'refuses after it was closed',
      onLog(open, async ({ appender }) => {
        const under = appender.append([request('a', events(1, 1))]);
        await appender.close();
        expect(await under).toMatchObject([{ kind: 'appended' }]);
        await expect(appender.append([request('a', events(2, 2))])).rejects.toMatchObject({ code: 'log.closed' });
      }),
    );
  });
}
