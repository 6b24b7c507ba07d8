import { openSqliteEventLog, sealLog, seals, type OpenLog } from '#libs/event-log';
import { ledger } from '../ledger/ledger.js';
import { reproduce } from '../reproduce/reproduce.js';
import { supplement } from '../supplement/supplement.js';
import { deliveryHouse, fewFacts, toyRequest } from '../testing/delivery-house.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import type { ToyFact } from '../testing/toy-statistic.js';
import { deliver } from './deliver.js';

/** The ledger, the seals and the as-of moments on the log that the house runs on, not on one in memory. */
const directory = temporaryDirectory();
let log: OpenLog;
beforeEach(async () => (log = await openSqliteEventLog({ directory: directory() })));
afterEach(() => log.close());

const metadata = { recordedAt: '2026-04-01T08:00:00.000Z', system: 'toys', principal: 'toys', build: 'build-1' };

async function record(...facts: ToyFact[]): Promise<void> {
  const from = log.reader.head();
  const requests = facts.map((data, at) => ({
    stream: `toy-751-${from + at}`,
    expectedRevision: 'any' as const,
    events: [
      {
        id: `00000000-0000-4000-8000-${String(from + at).padStart(12, '0')}`,
        ...{ type: 'toy', version: 1, data, metadata },
      },
    ],
  }));
  for (const { kind } of await log.appender.append(requests)) expect(kind).toBe('appended');
}

/** The toy statistic derives from what the log holds. */
function parts() {
  const house = deliveryHouse(directory(), log.side);
  house.facts.push(...log.reader.readAll(0, 1000).map(({ data }) => data as ToyFact));
  const { reader, side } = log;
  return house.parts({
    reader,
    side,
    sealReaching: async (upTo) => (await sealLog({ side, reader, metadata, upTo }))!,
  });
}

test('a delivery is sealed and entered, moves no ordinal, and is the same after the house was opened again', async () => {
  await record(...fewFacts);
  const first = await deliver(toyRequest(4), parts());
  const [seal] = seals(log.side);
  expect(first.manifest.seal).toEqual({ to: 4, root: seal!.root });
  expect(first.manifest.asOfRecordedAt).toBe(metadata.recordedAt);
  expect(log.reader.head()).toBe(4);

  await log.close();
  log = await openSqliteEventLog({ directory: directory() });
  const again = await deliver(toyRequest(4), parts());
  expect(again).toMatchObject({ duplicate: true, delivery: first.delivery });
  expect(ledger(log.side).list({ statistic: 'toy-events' })).toHaveLength(1);
});

test('what comes later goes out as a supplement, and the delivery is made again as it was', async () => {
  await record(...fewFacts);
  const { delivery } = await deliver(toyRequest(4), parts());
  await record(
    { key: 'a', child: 'p_anna', date: '2026-01-11', value: 'one' },
    { key: 'b', child: 'p_bo', date: '2026-02-10', value: 'two', gone: true },
    { key: 'e', child: 'p_eva', date: '2026-03-01', value: 'five' },
  );
  const later = await supplement(toyRequest(7), parts());
  expect(later!.manifest.supplement).toMatchObject({ added: 1, changed: 1, withdrawn: 1 });
  expect(later!.delivery.number).toBe(2);

  const made = await reproduce(delivery, { ...parts(), statistics: [parts().statistic], movedBy: () => [] });
  expect(made).toMatchObject({ sameRows: true, sameFiles: true, movedRows: [] });
  expect(seals(log.side).map(({ to }) => to)).toEqual([4, 7]);
});
