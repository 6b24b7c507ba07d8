import { join } from 'node:path';
import { casesOf } from '#libs/cases';
import { demoOptions } from '#libs/synthesis';
import { allProjections } from '#projections';
import { factOf } from './index.js';
import { madeUpFacts } from './testing/made-up-facts.js';
import { digestsOf, live, rebuilt } from './testing/projected.js';
import { removeTemporaryDirectories, temporaryDirectory } from './testing/temporary-directory.js';
import { readLog, tellLog } from './testing/told-log.js';

const data = temporaryDirectory();
const facts = madeUpFacts({ ...demoOptions('2026-09-15'), municipalities: ['461', '615'], scale: 0.15 });
let reader: ReturnType<typeof readLog>;
let expected: Readonly<Record<string, string>>;

beforeAll(async () => {
  await tellLog(data, facts);
  reader = readLog(data);
  expected = await rebuilt(join(data, 'rebuilt'), reader);
});

afterAll(() => {
  reader.close();
  removeTemporaryDirectories();
});

describe('live and rebuild', () => {
  it.each([
    [1, 5000],
    [7, 5000],
    [500, 5000],
    [100, 1],
  ])('end in the same rows: batches of %s, %s units kept', async (batch, cachedUnits) => {
    const made = await live(join(data, `live-${batch}-${cachedUnits}`), reader, digestsOf, { batch, cachedUnits });
    expect(made).toEqual(expected);
  });

  it('give the rows that the folds give of the whole log, so that no unit was left out', async () => {
    const few = join(data, 'few');
    await tellLog(few, madeUpFacts({ ...demoOptions('2026-09-15'), municipalities: ['461'], scale: 0.02 }));
    const log = readLog(few);
    const all = log.readAll(0, Infinity).map(factOf);
    await live(join(few, 'live'), log, ({ readers }) => {
      for (const { unit, name, fold } of allProjections.filter(({ unit }) => unit !== 'reporter')) {
        const given = fold({ kind: unit, facts: all });
        const kinds = new Set(given.map(({ kind }) => kind));
        const written = [...kinds].flatMap((kind) => [...readers[name]!.rows({ kind })]);
        expect(written.map(nameOf).sort()).toEqual(given.map(nameOf).sort());
      }
    });
    log.close();
    expect(casesOf({ kind: 'case', facts: all }).length).toBeGreaterThan(20);
  });
});

const nameOf = ({ kind, key }: { kind: string; key: string }): string => `${kind} ${key}`;
