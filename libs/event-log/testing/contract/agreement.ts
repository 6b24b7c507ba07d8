import fc from 'fast-check';
import type { AppendOutcome, AppendRequest } from '../../port.js';
import { event } from '../sample-events.js';
import { onLog, reached, wholeLog, type OpenContractLog } from './contract-log.js';
import { LogModel } from './log-model.js';

/** Few streams, few ids and little content, so that requests collide. */
const requests: fc.Arbitrary<AppendRequest[][]> = fc.array(
  fc.array(
    fc.record({
      stream: fc.constantFrom('a', 'b', 'c'),
      expectedRevision: fc.oneof(fc.constant('any' as const), fc.constant('none' as const), fc.nat(4)),
      events: fc.array(
        fc.tuple(fc.nat(6), fc.constantFrom(1, 1, 1, 2)).map(([n, version]) => event(n, { version })),
        { maxLength: 4 },
      ),
    }),
    { maxLength: 5 },
  ),
  { minLength: 1, maxLength: 8 },
);

/** An engine may leave the ordinal open. */
const withoutOpenOrdinals = (answered: AppendOutcome[], modelled: AppendOutcome[]): AppendOutcome[] =>
  modelled.map((outcome, at) => {
    const other = answered[at];
    if (outcome.kind !== 'appended' || other?.kind !== 'appended') return outcome;
    const ordinalOf = (receipt: number, ordinal: number | null) =>
      other.receipts[receipt]?.ordinal === null ? null : ordinal;
    return { ...outcome, receipts: outcome.receipts.map((one, r) => ({ ...one, ordinal: ordinalOf(r, one.ordinal) })) };
  });

export function describeAgreement(open: OpenContractLog): void {
  it(
    'agrees with the model on any sequence of calls',
    onLog(open, async ({ appender, reader }) => {
      let run = 0;
      let before = 0;
      await fc.assert(
        fc.asyncProperty(requests, async (calls) => {
          // Streams of its own for each run: one log is enough.
          const prefix = `run-${run++}-`;
          const model = new LogModel();
          for (const call of calls) {
            const answered = await appender.append(call.map((one) => ({ ...one, stream: prefix + one.stream })));
            const told = answered.map((one) =>
              one.kind === 'appended'
                ? { ...one, receipts: one.receipts.map((r) => ({ ...r, ordinal: r.ordinal && r.ordinal - before })) }
                : one,
            );
            expect(told).toEqual(
              withoutOpenOrdinals(
                told,
                call.map((one) => model.append(one)),
              ),
            );
          }
          await reached(reader, before + model.log.length);
          const kept = reader
            .readAll(before, 1000)
            .map(({ stream, revision, id, version }) => [stream, revision, id, version]);
          expect(kept).toEqual(
            model.log.map((one) => [prefix + one.stream, one.revision, one.event.id, one.event.version]),
          );
          before += model.log.length;
        }),
        { numRuns: 150 },
      );
      expect(wholeLog(reader)).toHaveLength(before);
    }),
  );
}
