import { join } from 'node:path';
import { Story } from '../../libs/cases/testing/story.js';
import { fosterFamily } from '../../libs/cases/testing/usual.js';
import { live, rebuilt, digestsOf } from './testing/projected.js';
import { removeTemporaryDirectories, temporaryDirectory } from './testing/temporary-directory.js';
import { readLog, tellLog } from './testing/told-log.js';
import type { RowReader } from './index.js';

afterAll(removeTemporaryDirectories);

type Readers = Readonly<Record<string, RowReader>>;

/** Projects what was told, live and by a rebuild. */
async function projected(story: Story, then: (readers: Readers) => void): Promise<void> {
  const data = temporaryDirectory();
  await tellLog(data, story.facts);
  const log = readLog(data);
  const digests = await live(join(data, 'live'), log, (projector) => {
    then(projector.readers);
    return digestsOf(projector);
  });
  expect(await rebuilt(join(data, 'anew'), log)).toEqual(digests);
  log.close();
}

const placedIn = (story: Story, caseId: string): Story =>
  story.tell(
    'placement-started',
    { startDate: '2026-02-10', implementation: 'actual', site: fosterFamily('t_a') },
    { caseId },
  );

/** What is said of a person is read in every case that names the person; each case has rows of its own. */
describe('one child in two cases', () => {
  it('whose death ends a placement in each', async () => {
    const story = placedIn(placedIn(new Story(), 'c_1'), 'c_2').tell('person-died', { deathDate: '2026-03-01' });
    await projected(story, (readers) => {
      const ended = [...readers['placements']!.rows({ kind: 'placement' })];
      expect(ended.map(({ key, caseKey, until }) => [key, caseKey, until])).toEqual([
        ['1', 'c_1', '2026-03-01'],
        ['2', 'c_2', '2026-03-01'],
      ]);
      const extract = [...readers['placement-events']!.rows({ kind: 'placement-event', from: '2026-03-01' })];
      expect(extract.map(({ key, caseKey, order }) => [key, caseKey, order])).toEqual([
        ['3:1', 'c_1', 3],
        ['3:2', 'c_2', 3],
      ]);
      const forms = [...readers['forms']!.rows({ kind: 'form', from: '2026-03-01' })];
      expect(readers['forms']!.page({ kind: 'form', keyHead: '3' }, 1).rows[0]?.key).toBe('3:1');
      expect(forms.map(({ key, body }) => [key, body['serial']])).toEqual([
        ['3:1', 3],
        ['3:2', 3],
      ]);
    });
  });

  it('told of before its cases: the death moves no key', async () => {
    const story = placedIn(new Story().tell('person-died', { deathDate: '2026-03-01' }), 'c_1');
    await projected(placedIn(story, 'c_2'), (readers) =>
      expect([...readers['placements']!.rows({ kind: 'placement' })].map(({ key }) => key)).toEqual(['2', '3']),
    );
  });

  it('of whom a correction waits: a finding of each, and gone from both when its root is there', async () => {
    const born = placedIn(placedIn(new Story(), 'c_1'), 'c_2')
      .tell('person-registered', { birthDate: '2015-01-01' }, { id: 'registered' })
      .correct('registered', { birthDate: '2015-01-02' });
    await projected(born.reordered([0, 1, 3, 2]), (readers) => {
      const waiting = (asOf: number): string[] =>
        [...readers['findings']!.rows({ kind: 'finding', asOf })]
          .filter(({ body }) => body['rule'] === 'SYS-correction-waiting')
          .map(({ caseKey }) => caseKey);
      expect(waiting(3)).toEqual(['c_1', 'c_2']);
      expect(waiting(4)).toEqual([]);
    });
  });
});
