import type { EventName, StoredPerson } from '#libs/cases';
import { Story, anna, mother } from '../../libs/cases/testing/story.js';
import { fosterFamily, placed } from '../../libs/cases/testing/usual.js';
import { rowsOf, shown, versionsOf } from '../testing/fold.js';
import { placementEvents } from './projection.js';
import { placementEventsView } from './view.js';

const rows = (story: Story) => rowsOf(placementEvents, story, 'placement-event');
const codes = (story: Story) => rows(story).map(({ body, date }) => `${body['haendelse'] ?? body['event']} ${date}`);
const young: StoredPerson = { ...anna, birthDate: '2008-01-01' };

/** Each reportable event after a placement that was decided with force: what is told, the code, the day. */
const told: [rule: string, type: EventName, data: Record<string, unknown>, row: string][] = [
  ['ANB-2.1d', 'site-changed', { effectDate: '2026-03-01', site: fosterFamily('t_b') }, '1 2026-03-01'],
  [
    'ANB-2.1d ANB-2.2.6e',
    'site-changed',
    { effectDate: '2026-03-01', change: 'department', site: fosterFamily('t_a') },
    '1 2026-03-01',
  ],
  ['ANB-2.1e', 'legal-basis-changed', { effectDate: '2026-03-01', basis: { consent: '1' } }, '2 2026-03-01'],
  [
    'ANB-2.1e R22',
    'legal-basis-changed',
    { effectDate: '2026-03-01', basis: { consent: '2' } },
    'legal-basis-changed 2026-03-01',
  ],
  ['ANB-2.1f', 'placement-ceased', { endDate: '2026-03-01' }, '5 2026-03-01'],
  ['ANB-2.1f ANB-2.2.4a', 'person-died', { deathDate: '2026-03-01' }, '5 2026-03-01'],
  ['ANB-2.1g', 'acting-duty-handed-over', { handOverDate: '2026-03-01' }, '5.5 2026-03-01'],
  ['ANB-2.1i', 'aftercare-decided', { decisionDate: '2026-03-01' }, '6 2026-03-01'],
  ['ANB-2.1i', 'youth-stay-decided', { effectDate: '2026-03-01', stay: 'continued' }, '7.2 2026-03-01'],
  ['ANB-2.1i', 'youth-stay-decided', { effectDate: '2026-03-01', stay: 'decided' }, 'youth-stay-maintained 2026-03-01'],
];

describe("Statistics Denmark's codes (HAENDELSE)", () => {
  const forced = (): Story =>
    new Story(young)
      .tell('placement-decided', { decisionDate: '2026-02-01', basis: { consent: '2' } })
      .tell('placement-started', { startDate: '2026-02-10', site: fosterFamily('t_a') });

  test('ANB-2.1a ANB-2.1b ANB-2.1c: a decision is 0.2, its implementation 0', () => {
    expect(codes(forced())).toEqual(['0.2 2026-02-01', '0 2026-02-10']);
  });

  test.each(told)('%s: %s %j is %s', (_, type, data, row) => {
    expect(codes(forced().tell(type, data))).toEqual(['0.2 2026-02-01', '0 2026-02-10', row]);
  });

  test('ANB-2.1h: a duty taken over is 7.5', () => {
    expect(codes(new Story().tell('acting-duty-taken-over', { takeOverDate: '2026-03-01' }))).toEqual([
      '7.5 2026-03-01',
    ]);
  });

  test('ANB-2.1i: a stay taken up again after it ended is 7', () => {
    const story = forced()
      .tell('placement-ceased', { endDate: '2026-03-01' })
      .tell('youth-stay-decided', { effectDate: '2026-05-01', stay: 're-established' });
    expect(codes(story).at(-1)).toBe('7 2026-05-01');
  });

  test.each(['placement-followed-up', 'submitted-to-committee', 'appeal-lodged', 'site-chosen'] as const)(
    'ANB-2.1a: %s is never in the extract',
    (type) => {
      expect(codes(forced().tell(type))).toHaveLength(2);
    },
  );

  test('ANB-2.2.8a R7: a foster family of another type is no move; the next event has its new type', () => {
    const story = forced()
      .tell('foster-family-status-changed', { changeDate: '2026-03-01', site: fosterFamily('t_a', { type: '23' }) })
      .tell('placement-ceased', { endDate: '2026-06-01' });
    expect(codes(story)).toEqual(['0.2 2026-02-01', '0 2026-02-10', '5 2026-06-01']);
    expect(rows(story).at(-1)!.body['site']).toMatchObject({ reference: 't_a', type: '23' });
  });
});

describe('the rows of the extract', () => {
  test('ANB-2.1j ANB-2.2.3.1a ANB-2.2.6a ANB-2.2.6g: have basis, causes, site, P-number and department UUID', () => {
    const site = fosterFamily('t_a', {
      mustAppear: true,
      pNumber: '1003388394',
      departmentId: 'uuid',
      municipality: '751',
    });
    const story = new Story()
      .tell('placement-decided', {
        decisionDate: '2026-02-01',
        basis: { consent: '1', provision: 'BL-46' },
        causes: ['UDSLAG14', 'UDSLAG3'],
        payingMunicipality: '461',
      })
      .tell('placement-started', { startDate: '2026-02-10', site });
    expect(rows(story)[0]!.body).toMatchObject({
      ...{ decisionDate: '2026-02-01', payingMunicipality: '461', planned: false, case: 'c_1' },
      basis: { consent: '1', provision: 'BL-46' },
      causes: ['UDSLAG14', 'UDSLAG3'],
    });
    expect(rows(story)[1]!.body).toMatchObject({ site, basis: { consent: '1' }, causes: ['UDSLAG14', 'UDSLAG3'] });
  });

  test('ANB-2.2.4a ANB-2.2.4b: an end has its kind, reason and residence after; a hand-over who takes over', () => {
    const ended = placed().tell('placement-ceased', { endDate: '2026-06-01', residenceAfter: '1' });
    expect(rows(ended).at(-1)!.body).toMatchObject({
      ...{ cessation: 'return-home', cessationReason: 'other', residenceAfter: '1' },
    });
    const handed = placed().tell('acting-duty-handed-over', { handOverDate: '2026-06-01', toMunicipality: '461' });
    expect(rows(handed).at(-1)!.body).toMatchObject({ toMunicipality: '461' });
  });

  test("ANB-2.2.1a ANB-2.2.1c: a decision before birth is on the mother's number, the implementation on the child's", () => {
    const unborn: StoredPerson = { pseudonym: 'p_unborn', kind: 'unborn', mother };
    const story = new Story(unborn)
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('person-born', { birthDate: '2026-03-14', newIdentifier: anna }, { person: unborn })
      .tell('placement-started', { startDate: '2026-03-20' });
    expect(rows(story).map(({ body, person }) => [body['identifier'], person])).toEqual([
      ['p_mother', 'p_anna'],
      ['p_anna', 'p_anna'],
    ]);
  });

  test('R2: a planned start is one row that the actual one takes over, under its key', () => {
    const story = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('placement-started', { startDate: '2026-03-01', implementation: 'planned' });
    const start = () => rows(story).at(-1)!;
    expect([start().key, start().date, start().body['planned']]).toEqual(['2', '2026-03-01', true]);
    story.tell('placement-started', { startDate: '2026-03-05', implementation: 'actual' });
    expect(rows(story)).toHaveLength(2);
    expect([start().key, start().date, start().body['planned']]).toEqual(['2', '2026-03-05', false]);
  });

  test.each([
    ['before the planned day, in another quarter', '2026-03-28'],
    ['after it', '2026-04-28'],
  ])('ANB-2.1c R2: the actual start keeps the key of the planned ones, also %s', (_, startDate) => {
    const story = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('placement-started', { startDate: '2026-04-05', implementation: 'planned' })
      .tell('placement-started', { startDate: '2026-04-12', implementation: 'planned' });
    expect(rows(story).map(({ key, date }) => [key, date])).toEqual([
      ['1', '2026-02-01'],
      ['2', '2026-04-12'],
    ]);
    story.tell('placement-started', { startDate, implementation: 'actual' });
    expect(rows(story).map(({ key, date }) => [key, date])).toEqual([
      ['1', '2026-02-01'],
      ['2', startDate],
    ]);
  });

  test('a correction moves the row and keeps its key; a retraction takes it out', () => {
    const story = placed().correct('started', { startDate: '2026-02-15' });
    expect(rows(story).map(({ key, date }) => [key, date])).toEqual([
      ['1', '2026-02-01'],
      ['2', '2026-02-15'],
    ]);
    expect(codes(story.retract('started'))).toEqual(['0.2 2026-02-01']);
  });

  test('are shown with flat cells', () => {
    const story = placed().tell('placement-ceased', { endDate: '2026-06-01', residenceAfter: '1' });
    expect(shown(placementEventsView, versionsOf(placementEvents, story, 'placement-event')).at(-1)).toMatchObject({
      ...{ reporter: '751', child: 'p_anna', event_code: '5', date: '2026-06-01', residence_after: '1' },
      ...{ site_type: '21', consent: '1', causes: ['UDSLAG14'], cessation: 'return-home', ordinal: 3 },
    });
  });
});
