import type { Row, StoredPerson } from '#libs/cases';
import { Story, anna, mother } from '../../libs/cases/testing/story.js';
import { fosterFamily, placed } from '../../libs/cases/testing/usual.js';
import { recordedAt, rowsOf, shown, versionsOf } from '../testing/fold.js';
import { home, wholeCase, wholeFollowUp, wholeYouth } from '../testing/whole-cases.js';
import { forms } from './projection.js';
import { overviewView, schemaView } from './view.js';

const formsOf = (story: Story): Row[] => rowsOf(forms, story, 'form');

/** `form.event date` of every form, by serial number. */
const listed = (story: Story): string[] =>
  formsOf(story).map(({ body }) => {
    const events = body['events'] as { event: number; date: string }[];
    return events.map(({ event, date }) => `${String(body['form'])}.${event} ${date}`).join(' + ');
  });

const serials = (story: Story): unknown[] => formsOf(story).map(({ body }) => body['serial']);

const basicData = {
  child: {
    ...{ person: 'p_anna', unborn: false, birthDate: '2015-01-01', sex: 'female', name: 't_name' },
    payingMunicipality: '461',
  },
  parents: [
    { relation: 'custody-holder', person: null },
    { relation: 'father', person: 'p_father', birthDate: '1983-02-11' },
    { relation: 'mother', person: 'p_mother', birthDate: '1985-07-15', from: '2015-01-01' },
  ],
};

const byRelation = (one: { relation: string }, other: { relation: string }): number =>
  one.relation < other.relation ? -1 : 1;

/** The parents of a form by relation: two without a day are ordered by their event ids. */
const sorted = ({ body }: Row) => ({
  ...body,
  parents: [...((body['parents'] as { relation: string }[] | undefined) ?? [])].sort(byRelation),
});

describe('schema 1, case creation', () => {
  test('SKE-2b SKE-2f SKE-2i: has every block filled', () => {
    const [form] = formsOf(wholeCase());
    expect(sorted(form!)).toMatchObject({
      ...basicData,
      ...{ form: 1, serial: 5, case: 'c_1', identification: 't_identification' },
      basis: { consent: '2', provision: 'BL-46', decidedBy: 'municipality' },
      ...{ occasion: 'notification', earlierPlacement: true, causes: ['UDSLAG14', 'UDSLAG3'] },
      site: home,
      events: [{ event: 0, type: 'placement-decided', date: '2026-02-01', due: '2026-03-01' }],
    });
  });

  test('SKE-2b SKE-2g: of a duty taken over has the basic data and the site that is taken over', () => {
    const [form] = formsOf(
      wholeCase()
        .retract('decided')
        .retract('started')
        .tell('acting-duty-taken-over', {
          ...{ takeOverDate: '2026-03-01', causes: ['UDSLAG14'], site: home, payingMunicipality: '461' },
        }),
    );
    expect(sorted(form!)).toMatchObject({
      ...basicData,
      ...{ form: 1, causes: ['UDSLAG14'], site: home, basis: { consent: '1' } },
      events: [{ event: 1, type: 'acting-duty-taken-over' }],
    });
  });

  test('SKE-2f: of an unborn child is on the expecting mother, who is its parent', () => {
    const unborn: StoredPerson = { pseudonym: 'p_unborn', kind: 'unborn', mother };
    const story = new Story(unborn).tell('placement-decided', { decisionDate: '2026-02-01' });
    expect(formsOf(story)[0]!.body).toMatchObject({
      child: { person: 'p_mother', unborn: true },
      parents: [{ relation: 'mother', person: 'p_mother', birthDate: '1985-07-15' }],
    });
    story.tell('person-born', { birthDate: '2026-03-14', newIdentifier: anna }, { person: unborn });
    expect(formsOf(story)[0]!.body['child']).toMatchObject({ person: 'p_anna', unborn: false });
  });

  test('SKE-2f: a parent told of the unborn child, and again when it was born, stands once on the form', () => {
    const unborn: StoredPerson = { pseudonym: 'p_unborn', kind: 'unborn', mother };
    const story = new Story(unborn)
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('person-related', { relation: 'mother', other: mother }, { person: unborn })
      .tell('person-related', { relation: 'father' }, { person: unborn })
      .tell('person-born', { birthDate: '2026-03-14', newIdentifier: anna }, { person: unborn })
      .tell('person-related', { relation: 'mother', other: mother }, { person: anna })
      .tell('person-related', { relation: 'father' }, { person: anna })
      .tell('person-related', { relation: 'custody-holder', other: mother }, { person: anna });
    expect(sorted(formsOf(story)[0]!).parents).toMatchObject([
      { relation: 'custody-holder', person: 'p_mother' },
      { relation: 'father', person: null },
      { relation: 'mother', person: 'p_mother' },
    ]);
  });

  test('ANB-2.2.1b SKE-2f: of a child that died at birth the forms stay on the mother, though it got a number', () => {
    const unborn: StoredPerson = { pseudonym: 'p_unborn', kind: 'unborn', mother };
    const story = new Story(unborn)
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('person-born', { birthDate: '2026-03-14', newIdentifier: anna }, { person: unborn })
      .tell('person-died', { deathDate: '2026-03-14', beforeOrAtBirth: true }, { person: unborn })
      .tell('case-closed', { closingDate: '2026-03-20', reason: 'other' });
    expect(formsOf(story).map(({ body }) => (body['child'] as { person: string }).person)).toEqual([
      'p_mother',
      'p_mother',
    ]);
  });

  test('SKE-2b: the site of schema 1 is the one decided or chosen, of a start that of the start, wherever the child lived later', () => {
    const site = (reference: string) => fosterFamily(reference);
    const story = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01', site: site('t_decided') })
      .tell('placement-started', { startDate: '2026-02-10', site: site('t_start') })
      .tell('site-changed', { effectDate: '2026-02-10', site: site('t_moved') });
    const sites = (): unknown[] => formsOf(story).map(({ body }) => (body['site'] as { reference: string }).reference);
    expect(sites()).toEqual(['t_decided', 't_start', 't_moved']);
    story
      .correct('event 1', { site: undefined })
      .tell('site-chosen', { decisionDate: '2026-02-05', site: site('t_x') });
    expect(sites()).toEqual(['t_x', 't_start', 't_moved']);
  });

  test('SKE-2e: a decision on two children is a form for each', () => {
    const sibling: StoredPerson = { pseudonym: 'p_sibling', kind: 'cpr', birthDate: '2012-01-01', sex: 'male' };
    const story = placed().tell(
      'placement-decided',
      { decisionDate: '2026-02-01' },
      { caseId: 'c_2', person: sibling },
    );
    expect(formsOf(story).filter(({ body }) => body['form'] === 1)).toMatchObject([
      { person: 'p_anna', caseKey: 'c_1' },
      { person: 'p_sibling', caseKey: 'c_2' },
    ]);
  });

  test('SKE-2j R20: a start filled in schema 1 is in the form of its decision, any other in schema 2 event 0', () => {
    expect(listed(placed())).toEqual(['1.0 2026-02-01', '2.0 2026-02-10']);
    const inForm1 = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('placement-started', { startDate: '2026-02-10', reportedWithForm1: true });
    expect(listed(inForm1)).toEqual(['1.0 2026-02-01 + 1.0 2026-02-10']);
  });

  test('SKE-2b: the site chosen for a decision stands in its form before any start', () => {
    const story = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('site-chosen', { decisionDate: '2026-02-05', site: fosterFamily('t_chosen') });
    expect(formsOf(story)[0]!.body['site']).toMatchObject({ reference: 't_chosen' });
  });
});

describe('schema 2, follow-up and other events', () => {
  test('SKE-2c SKE-2j SKE-2k SKE-2l SKE-2m SKE-X6 R21: a form an event', () => {
    expect(listed(wholeFollowUp())).toEqual([
      '1.0 2026-02-01',
      '2.0 2026-02-10',
      '2.1 2026-03-01',
      '2.2 2026-03-10',
      '2.3 2026-05-10',
      '2.4 2026-05-20',
      '2.6 2026-05-25',
      '2.5 2026-06-01',
    ]);
  });

  test('SKE-2c: each has basis, occasion, causes and site as they stood on its day, and its own answers', () => {
    const of = (event: string) =>
      formsOf(wholeFollowUp())[listed(wholeFollowUp()).findIndex((one) => one.startsWith(event))]!.body;
    for (const event of ['2.0', '2.1', '2.2', '2.3', '2.4', '2.5', '2.6'])
      expect(of(event)).toMatchObject({
        ...{ occasion: 'notification', earlierPlacement: true, causes: ['UDSLAG14', 'UDSLAG3'] },
        child: { ...basicData.child, payingMunicipality: expect.any(String) },
      });
    expect([of('2.0'), of('2.1')].map((body) => body['site'])).toMatchObject([
      { reference: 't_home' },
      { reference: 't_second' },
    ]);
    expect([of('2.1'), of('2.2')].map((body) => body['basis'])).toMatchObject([{ consent: '2' }, { consent: '1' }]);
    expect(of('2.4')['events']).toMatchObject([
      { answers: { subject: 'placement-without-consent', outcome: 'granted', outcomeDate: '2026-05-22' } },
    ]);
    expect(of('2.5')['parents']).toBeUndefined();
  });

  test('SKE-X3: events of one report group are one form, numbered by the first told', () => {
    const group = { reportGroup: 't_group' };
    const story = placed()
      .tell('placement-followed-up', { followUpDate: '2026-05-10', ...group })
      .tell('placement-ceased', { endDate: '2026-05-01', ...group });
    expect(listed(story).at(-1)).toBe('2.5 2026-05-01 + 2.3 2026-05-10');
    expect(formsOf(story).at(-1)).toMatchObject({ key: '3', date: '2026-05-01' });
  });

  test('ANB-2.2.8b: another department of the same site asks for no form', () => {
    const change = { effectDate: '2026-03-01', change: 'department', site: fosterFamily('t_a') };
    expect(listed(placed().tell('site-changed', change))).toHaveLength(2);
  });
});

describe('schema 3, stay from 18', () => {
  test('SKE-2d SKE-2h: continued, moved, ended, re-established, handed over', () => {
    expect(listed(wholeYouth())).toEqual([
      '1.0 2026-02-01',
      '2.0 2026-02-10',
      '3.1 2026-03-01',
      '3.4 2026-04-01',
      '3.5 2026-06-01',
      '3.3 2026-07-10',
      '3.5 2026-09-01',
    ]);
  });

  test('SKE-2d SKE-2f: has basic data on child and parents, basis, occasion, causes and site', () => {
    const form = formsOf(wholeYouth()).find(({ body }) => body['form'] === 3)!;
    expect(sorted(form)).toMatchObject({
      form: 3,
      child: { person: 'p_anna', birthDate: '2008-03-01', sex: 'female', name: 't_name' },
      parents: [{ relation: 'custody-holder' }, { relation: 'father' }, { relation: 'mother' }],
      basis: { consent: '2', provision: 'BL-114-1-1' },
      ...{ occasion: 'notification', causes: ['UDSLAG14', 'UDSLAG3'], site: home },
      events: [{ event: 1, answers: { stay: 'continued', provision: 'BL-114-1-1' } }],
    });
  });

  test('SKE-2o SKE-X2: a stay taken over at 18 or later is event 2, with the basic data', () => {
    const story = new Story({ ...anna, birthDate: '2008-03-01' }).tell('acting-duty-taken-over', {
      takeOverDate: '2026-03-01',
    });
    expect(listed(story)).toEqual(['3.2 2026-03-01']);
    expect(formsOf(story)[0]!.body).toMatchObject({ child: { birthDate: '2008-03-01' }, parents: [] });
  });

  test('SKE-2a SKE-X7: follow-up and committee ask for no form from 18', () => {
    const story = wholeYouth().tell('placement-followed-up', { followUpDate: '2026-05-01' });
    expect(listed(story.tell('submitted-to-committee', { submissionDate: '2026-05-01' }))).toHaveLength(7);
  });
});

describe('serial numbers', () => {
  test('SKE-7a R27: are the ordinals of the events that require the forms: unique, over all cases', () => {
    const story = placed(placed()).tell('placement-decided', { decisionDate: '2026-03-01' }, { caseId: 'c_2' });
    expect(serials(story)).toEqual([...new Set(serials(story))]);
    expect(serials(story)).toContain(5);
    for (const form of formsOf(story)) expect(form.key).toBe(String(form.body['serial']));
  });

  test('SKE-7e R28: a correction overwrites the page and keeps the number', () => {
    const story = placed().correct('decided', { decisionDate: '2026-01-20', causes: ['UDSLAG3'] });
    expect(formsOf(story)[0]).toMatchObject({ key: '1', date: '2026-01-20', body: { causes: ['UDSLAG3'] } });
  });

  test('SKE-7f R27: a form that was retracted is gone, and its number is not given again', () => {
    const story = placed().retract('decided');
    expect(serials(story)).toEqual([2]);
    story.tell('placement-decided', { decisionDate: '2026-02-01' });
    expect(serials(story)).toEqual([2, 4]);
  });

  test('SKE-7a R27: what comes later, or out of order, moves none', () => {
    const story = wholeFollowUp();
    const before = serials(story);
    story
      .tell('placement-followed-up', { followUpDate: '2026-02-20' })
      .tell('legal-basis-changed', { effectDate: '2026-02-15', basis: { consent: '2' } });
    expect(serials(story)).toEqual([...before, 13]);
  });
});

describe('the yearly overview', () => {
  const reported = (decisionDate: string, told: string): Story =>
    recordedAt(new Story().tell('placement-decided', { decisionDate }), told);
  const overview = (story: Story) => shown(overviewView, versionsOf(forms, story, 'form'));

  test('SKE-7g R26: goes by the year of reporting in Denmark, the year of the decision beside it', () => {
    expect(overview(reported('2025-12-20', '2026-01-10T09:00:00.000Z'))).toMatchObject([
      { serial: 1, schema: 1, reported_on: '2026-01-10', reported_year: 2026, decision_year: 2025, due: '2026-01-17' },
    ]);
    expect(overview(reported('2025-12-20', '2025-12-31T23:30:00.000Z'))).toMatchObject([{ reported_year: 2026 }]);
  });

  test('SKE-7g SKE-7e: a correction told the year after leaves the year of reporting', () => {
    const story = recordedAt(
      new Story().tell('placement-decided', { decisionDate: '2025-12-01' }, { id: 'decided' }),
      '2025-12-10T09:00:00.000Z',
    );
    recordedAt(story.correct('decided', { decisionDate: '2025-12-02' }), '2026-02-01T09:00:00.000Z');
    expect(overview(story)).toMatchObject([{ reported_year: 2025, reported_on: '2025-12-10', date: '2025-12-02' }]);
  });

  test('SKE-7g: lists all three schemas with their serial numbers', () => {
    expect(overview(wholeYouth()).map(({ schema, serial, events }) => [schema, serial, events])).toEqual([
      [1, 5, ['0 2026-02-01']],
      [2, 6, ['0 2026-02-10']],
      [3, 7, ['1 2026-03-01']],
      [3, 8, ['4 2026-04-01']],
      [3, 9, ['5 2026-06-01']],
      [3, 10, ['3 2026-07-10']],
      [3, 11, ['5 2026-09-01']],
    ]);
  });
});

test('SKE-2a: the views of schemas 1, 2 and 3 each show their own forms, all blocks in flat cells', () => {
  const versions = versionsOf(forms, wholeYouth(), 'form');
  expect([1, 2, 3].map((form) => shown(schemaView(form as 1 | 2 | 3), versions).length)).toEqual([1, 1, 5]);
  expect(shown(schemaView(1), versions)).toMatchObject([
    {
      ...{ serial: 5, schema: 1, case: 'c_1', child: 'p_anna', birth_date: '2008-03-01', sex: 'female', unborn: false },
      parents: expect.arrayContaining(['mother p_mother', 'father p_father', 'custody-holder unknown']),
      ...{ consent: '2', provision: 'BL-46', occasion: 'notification', causes: ['UDSLAG14', 'UDSLAG3'] },
      ...{ site_type: '09', p_number: '1003388394', department_uuid: home.departmentId },
    },
  ]);
});
