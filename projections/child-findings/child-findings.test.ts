import { Story, anna } from '../../libs/cases/testing/story.js';
import { placed } from '../../libs/cases/testing/usual.js';
import { childFindingsView } from '../findings/view.js';
import { rowsOf, shown, versionsOf } from '../testing/fold.js';
import { projecting } from '../testing/projected.js';
import { childFindings } from './projection.js';

const rows = (story: Story) => rowsOf(childFindings, story, 'finding');
const odense = { reporter: '461', caseId: 'c_odense' };

/** Placed in 751, handed over on 1 June 2026. */
const handedOver = (): Story =>
  placed().tell('acting-duty-handed-over', { handOverDate: '2026-06-01', toMunicipality: '461' }, { id: 'out' });

describe('what crosses the cases of a child', () => {
  test('ANB-2.1g: a hand-over that nobody took over is for the national role, and of no municipality', () => {
    const story = handedOver();
    expect(rows(story)).toMatchObject([
      { reporter: '', caseKey: '', person: 'p_anna', order: 3, body: { rule: 'ANB-2.1g', national: true } },
    ]);
    const taken = { takeOverDate: '2026-06-01', fromMunicipality: '751' };
    expect(rows(story.tell('acting-duty-taken-over', taken, odense))).toEqual([]);
  });

  test('ANB-2.1h: a take-over that nobody handed over waits likewise', () => {
    const story = new Story().tell('acting-duty-taken-over', { takeOverDate: '2026-06-01' }, odense);
    expect(rows(story)).toMatchObject([{ reporter: '', body: { rule: 'ANB-2.1h' } }]);
  });

  test('SYS-overlap: two placements at a time in one municipality are its own finding', () => {
    const story = placed().tell('placement-started', { startDate: '2026-03-01' }, { caseId: 'c_2' });
    expect(rows(story)).toMatchObject([
      { reporter: '751', person: 'p_anna', body: { rule: 'SYS-overlap', severity: 'error' } },
    ]);
  });

  test('SYS-overlap: in two municipalities it is for the national role only', () => {
    const story = placed().tell('placement-started', { startDate: '2026-03-01' }, odense);
    expect(rows(story)).toMatchObject([{ reporter: '', caseKey: '', body: { rule: 'SYS-overlap', national: true } }]);
  });

  test('SYS-person-differs: what two municipalities say of one child shows in neither', () => {
    const story = placed().tell(
      'placement-decided',
      { decisionDate: '2025-01-01' },
      { ...odense, person: { ...anna, birthDate: '2014-01-01' } },
    );
    expect(rows(story)).toMatchObject([{ reporter: '', body: { rule: 'SYS-person-differs' } }]);
  });
});

describe('over time', () => {
  const project = projecting();

  test('ANB-2.1g: it is gone with the event that answers it', async () => {
    const story = handedOver().tell('acting-duty-taken-over', { takeOverDate: '2026-06-01' }, odense);
    const reader = (await project(story))['child-findings']!;
    const open = (asOf: number) => [...reader.rows({ kind: 'finding', asOf })].map(({ body }) => body['rule']);
    expect([open(2), open(3), open(4)]).toEqual([[], ['ANB-2.1g'], []]);
  });
});

test('the view shows them as the other findings', () => {
  expect(shown(childFindingsView, versionsOf(childFindings, handedOver(), 'finding'))).toMatchObject([
    { reporter: '', rule: 'ANB-2.1g', severity: 'warning', child: 'p_anna', known_since: 3 },
  ]);
});
