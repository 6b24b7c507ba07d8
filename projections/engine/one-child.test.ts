import { join } from 'node:path';
import { casesOf, type Case } from '#libs/cases';
import { allProjections } from '#projections';
import { Story } from '../../libs/cases/testing/story.js';
import { digestsOf, live } from './testing/projected.js';
import { rebuild, type Projection } from './index.js';
import { removeTemporaryDirectories, temporaryDirectory } from './testing/temporary-directory.js';
import { readLog, tellLog } from './testing/told-log.js';

afterAll(removeTemporaryDirectories);

/** What two municipalities tell of one child: cases with measures that overlap, and now and then something of the child itself. */
function manyCases(cases: number, measures: number): Story {
  const story = new Story();
  for (let nth = 0; nth < cases * measures; nth++) {
    const kase = nth % cases;
    const told = { caseId: `c_${kase}`, reporter: kase % 3 ? '751' : '461', id: `start-${nth}` };
    const startDate = `2026-0${1 + (nth % 9)}-1${nth % 10}`;
    story.tell('support-started', { measureId: `t_${nth}`, startDate, pgf: `2${nth % 70}`, causes: ['UDSLAG3'] }, told);
    if (nth % 200 === 0) story.tell('person-registered', { birthDate: '2015-01-01' }, { reporter: told.reporter });
  }
  return story;
}

test('of a child of many cases a fact folds the case it is told in, live and in a rebuild, and both end alike', async () => {
  const data = temporaryDirectory();
  await tellLog(data, manyCases(120, 4).facts);
  const log = readLog(data);
  const made = new Set<Case>();
  const counting: Projection = {
    name: 'counting',
    version: 1,
    unit: 'child',
    fold(input) {
      for (const kase of casesOf(input)) made.add(kase);
      return [];
    },
  };
  const projections = [...allProjections, counting];
  const digests = await live(join(data, 'live'), log, digestsOf, { projections });
  // One a fact, and all that there are when something is told of the child itself; anew with every fact they would be thirty thousand.
  expect(made.size).toBeLessThan(3 * log.head());
  made.clear();
  const built = await rebuild({ directory: join(data, 'anew'), reader: log, projections });
  expect(made.size).toBeLessThan(3 * log.head());
  expect(Object.fromEntries(built.map(({ projection, digest }) => [projection, digest]))).toEqual(digests);
  log.close();
});
