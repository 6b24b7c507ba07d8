import { event, events, request } from '../sample-events.js';
import { numbers, onLog, reached, wholeLog, type OpenContractLog } from './contract-log.js';

export function describeVolume(open: OpenContractLog): void {
  describe('volume', () => {
    it(
      'takes ten thousand requests in one call',
      onLog(open, async ({ appender, reader }) => {
        const outcomes = await appender.append(events(1, 10_000).map((one, at) => request(`s-${at % 500}`, [one])));
        expect(outcomes.filter(({ kind }) => kind === 'appended')).toHaveLength(10_000);
        await reached(reader, 10_000);
        expect(numbers(wholeLog(reader))).toEqual(Array.from({ length: 10_000 }, (_, at) => at + 1));
      }),
    );

    it(
      'takes five hundred events in one request',
      onLog(open, async ({ appender, reader }) => {
        await appender.append([request('a', events(1, 500), 'none'), request('a', events(501, 1000), 499)]);
        await reached(reader, 1000);
        expect(reader.readStream('a').map(({ revision }) => revision)).toEqual(
          Array.from({ length: 1000 }, (_, at) => at),
        );
      }),
    );

    it(
      'takes half a MiB in one request, and a stream name of 200 characters',
      onLog(open, async ({ appender, reader }) => {
        const name = 'ø'.repeat(100) + 'x'.repeat(100);
        const large = Array.from({ length: 8 }, (_, n) => event(n, { data: { n, text: 'æ'.repeat(32 * 1024 - 100) } }));
        expect(await appender.append([request(name, large, 'none')])).toMatchObject([{ kind: 'appended' }]);
        await reached(reader, 8);
        expect(reader.readStream(name).map(({ data }) => data)).toEqual(large.map(({ data }) => data));
      }),
    );

    it(
      'shows a reader that follows during concurrent appends every event, once, in order',
      onLog(open, async ({ appender, reader, anotherReader }) => {
        const other = anotherReader();
        const stop = new AbortController();
        const followed = Promise.all(
          [reader, other].map(async (one) => {
            const seen: number[] = [];
            for await (const batch of one.tail(0, stop.signal, 7)) {
              seen.push(...batch.map(({ ordinal }) => ordinal));
              if (seen.length >= 800) break;
            }
            return seen;
          }),
        );
        const caller = async (who: number): Promise<void> => {
          for (let turn = 0; turn < 50; turn++)
            await appender.append([request(`own-${who}`, [event(who * 50 + turn)])]);
        };
        await Promise.all(Array.from({ length: 16 }, (_, who) => caller(who)));
        for (const seen of await followed) expect(seen).toEqual(Array.from({ length: 800 }, (_, at) => at + 1));
        stop.abort();
        other.close();
      }),
    );

    it(
      'replays every acknowledged event after concurrent appends, in the order of each caller',
      onLog(open, async ({ appender, reader }) => {
        const callers = 32;
        const each = 50;
        const caller = async (who: number): Promise<void> => {
          for (let turn = 0; turn < each; turn++) {
            const n = who * each + turn;
            const [outcome] = await appender.append([request(n % 3 === 0 ? 'shared' : `own-${who}`, [event(n)])]);
            expect(outcome).toMatchObject({ kind: 'appended' });
          }
        };
        await Promise.all(Array.from({ length: callers }, (_, who) => caller(who)));
        await reached(reader, callers * each);
        const replayed = numbers(wholeLog(reader, 100));
        expect([...replayed].sort((one, other) => one - other)).toEqual(
          Array.from({ length: callers * each }, (_, n) => n),
        );
        for (let who = 0; who < callers; who++) {
          const own = replayed.filter((n) => Math.floor(n / each) === who);
          expect(own).toEqual([...own].sort((one, other) => one - other));
        }
      }),
    );

    it(
      'lets one of many win an exact revision',
      onLog(open, async ({ appender, reader }) => {
        await appender.append([request('a', [event(0)])]);
        const outcomes = await Promise.all(
          events(1, 20).map(async (one) => (await appender.append([request('a', [one], 0)]))[0]!.kind),
        );
        expect(outcomes.filter((kind) => kind === 'appended')).toHaveLength(1);
        expect(outcomes.filter((kind) => kind === 'wrong-revision')).toHaveLength(19);
        await reached(reader, 2);
        expect(reader.readStream('a')).toHaveLength(2);
      }),
    );
  });
}
