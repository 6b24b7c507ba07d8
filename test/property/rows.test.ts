import { join } from 'node:path';
import fc from 'fast-check';
import type { Fact } from '#libs/cases';
import { allProjections } from '#projections';
import { openRowReaders, Projector, type RowReader } from '#projections/engine';
import { reordering } from '../../libs/cases/testing/random-story.js';
import type { Story } from '../../libs/cases/testing/story.js';
import { live, rebuilt, digestsOf } from '../../projections/engine/testing/projected.js';
import {
  removeTemporaryDirectories,
  temporaryDirectory,
} from '../../projections/engine/testing/temporary-directory.js';
import { toldByTwo } from '../../projections/engine/testing/told-by-two.js';
import { cutAt, readLog, tellLog } from '../../projections/engine/testing/told-log.js';
import { withoutKeys } from './without-keys.js';

afterEach(removeTemporaryDirectories);

/** Every run makes files of its own; the folds themselves are tried thousands of times beside. */
const numRuns = 15;
jest.setTimeout(120_000);

const kinds = [
  'form',
  'placement-event',
  'placement',
  'site-period',
  'measure',
  'support-event',
  'finding',
  'timeline-event',
];

/** All that a reader tells as of an ordinal, in its order. */
const toldBy = (reader: RowReader, asOf?: number): unknown => ({
  digest: reader.digest(asOf),
  rows: kinds.map((kind) => [...reader.rows({ kind, ...(asOf !== undefined && { asOf }) })]),
  pages: kinds.map((kind) => reader.page({ kind, ...(asOf !== undefined && { asOf }) }, 3)),
});

/** Rows of every projection as they stand, by what they say. */
const sayingOf = (readers: Readonly<Record<string, RowReader>>): string[] =>
  Object.entries(readers)
    .flatMap(([name, reader]) =>
      kinds.flatMap((kind) => [...reader.rows({ kind })].map((row) => `${name} ${JSON.stringify(withoutKeys(row))}`)),
    )
    .sort();

describe('rows of any log', () => {
  test('as of an ordinal of a longer log are those of the log cut there', async () => {
    await fc.assert(
      fc.asyncProperty(toldByTwo, fc.array(fc.nat(24), { minLength: 1, maxLength: 3 }), async (facts, cuts) => {
        const data = temporaryDirectory();
        await tellLog(data, facts);
        const log = readLog(data);
        await live(join(data, 'whole'), log, async (whole) => {
          for (const cut of new Set(cuts.map((at) => at % (facts.length + 1))))
            await live(join(data, `cut-${cut}`), cutAt(log, cut), (part) => {
              for (const { name } of allProjections)
                expect(toldBy(whole.readers[name]!, cut)).toEqual(toldBy(part.readers[name]!));
            });
        });
        log.close();
      }),
      { numRuns },
    );
  });

  test('are the same live and rebuilt, whatever a crash left of the files, and nothing is written twice', async () => {
    await fc.assert(
      fc.asyncProperty(toldByTwo, fc.nat(24), fc.integer({ min: 1, max: 9 }), async (facts, stop, batch) => {
        const data = temporaryDirectory();
        const directory = join(data, 'live');
        await tellLog(data, facts);
        const log = readLog(data);
        await live(directory, cutAt(log, stop % (facts.length + 1)), () => undefined, { batch });
        // One file lies behind the others, as after a crash between two commits.
        const ahead = new Projector({ directory, reader: log, projections: allProjections.slice(1), batch });
        await ahead.catchUp();
        await ahead.close();
        const digests = await live(directory, log, digestsOf, { batch, cachedUnits: 2 });
        const versions = versionsIn(directory, facts.length);
        expect(digests).toEqual(await rebuilt(join(data, 'anew'), log));
        expect(versions).toEqual(versionsIn(join(data, 'anew'), facts.length));
        log.close();
      }),
      { numRuns },
    );
  });

  test('say the same in every order of arrival that keeps the changes of one root in order', async () => {
    const orders = toldByTwo.chain((facts) =>
      reordering({ facts } as Story).map((order) => [facts, order.map((index) => facts[index]!)] as const),
    );
    await fc.assert(
      fc.asyncProperty(orders, async ([facts, reordered]) => {
        const [one, other] = [temporaryDirectory(), temporaryDirectory()];
        expect(await said(other, reordered)).toEqual(await said(one, facts));
      }),
      { numRuns },
    );
  });
});

async function said(data: string, facts: readonly Fact[]): Promise<string[]> {
  await tellLog(data, facts);
  const log = readLog(data);
  try {
    return await live(join(data, 'live'), log, ({ readers }) => sayingOf(readers));
  } finally {
    log.close();
  }
}

/** Every version of every row, in the order of the log. */
function versionsIn(directory: string, head: number): unknown {
  const { readers, close } = openRowReaders(directory, allProjections);
  const versions = Object.entries(readers).map(([name, reader]) => [name, [...reader.changes(0, head)]]);
  close();
  return versions;
}
