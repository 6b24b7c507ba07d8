import type { StoredPerson } from '#libs/cases';
import { Story, mother } from '../../libs/cases/testing/story.js';
import { supported } from '../../libs/cases/testing/usual.js';
import { readParquet } from '../../libs/reporting/testing/read-parquet.js';
import { delivering } from '../testing/delivering.js';
import { rowsOf, shown, versionsOf } from '../testing/fold.js';
import { support } from './projection.js';
import { measuresView, supportEventsView } from './view.js';

const measure = { measureId: 't_m' };
const department = '0b52c2f0-37ba-4d0e-8a4f-5d2a9b7f6c11';

const measures = (story: Story) => rowsOf(support, story, 'measure');
const events = (story: Story) => rowsOf(support, story, 'support-event');

/** A measure with every event that it can have. */
const whole = (): Story =>
  supported(new Story(), {
    pgf: '225',
    causes: ['UDSLAG3', 'UDSLAG9'],
    pNumber: '1003388394',
    departmentId: department,
  })
    .tell('offer-changed', { ...measure, changeDate: '2026-04-01', pNumber: '1003388395', departmentId: 'b' })
    .tell('period-changed', { ...measure, changeDate: '2026-05-01', newEnd: '2026-12-31' })
    .tell('measure-code-changed', { ...measure, fromDate: '2026-06-01', pgf: '430' })
    .tell('support-ceased', { ...measure, endDate: '2026-09-30', reason: 'purpose-reached' });

describe('a measure', () => {
  test('IND-3.2.3a IND-3.1e: is one row in its present state', () => {
    expect(measures(whole())).toMatchObject([
      {
        key: 'measure:c_1:t_m',
        date: '2026-03-02',
        until: '2026-10-01',
        person: 'p_anna',
        body: {
          ...{ measure: 't_m', case: 'c_1', identifier: 'p_anna', guardian: 'p_anna', pgf: '430' },
          ...{ startDate: '2026-03-02', endDate: '2026-09-30', pNumber: '1003388395', departmentId: 'b' },
          causes: ['UDSLAG3', 'UDSLAG9'],
          ...{ started: true, closedNeverStarted: false, section75: false },
        },
      },
    ]);
  });

  test('IND-3.2.9.4a R3: granted alone has no day and is in no view; closed as never started it says so', () => {
    const story = new Story().tell('support-granted', { ...measure, decisionDate: '2026-03-01' });
    expect(measures(story)).toMatchObject([{ date: '', until: '', body: { started: false } }]);
    expect(shown(measuresView, versionsOf(support, story, 'measure'))).toEqual([]);
    story.tell('support-closed-never-started', { ...measure, closingDate: '2026-04-01' });
    expect(measures(story)[0]!.body['closedNeverStarted']).toBe(true);
  });

  test('GEN-1.4e: carried over from another system it has its original start, in its row and its event', () => {
    const origin = { kind: 'migrated', originalStart: '2024-05-01' };
    const story = supported(new Story(), { origin });
    expect(measures(story)).toMatchObject([{ date: '2024-05-01', body: { startDate: '2024-05-01' } }]);
    expect(events(story)).toMatchObject([{ date: '2024-05-01', body: { startDate: '2024-05-01' } }]);
  });

  test('GEN-1.4d: a case continued as another, told first or last, moves no key', () => {
    const story = new Story()
      .tell('support-started', { measureId: 't_n', startDate: '2026-06-01' }, { caseId: 'c_2' })
      .tell('support-started', { ...measure, startDate: '2026-03-02' }, { caseId: 'c_1' });
    const keys = () =>
      measures(story)
        .map(({ key }) => key)
        .sort();
    expect(keys()).toEqual(['measure:c_1:t_m', 'measure:c_2:t_n']);
    story.tell('case-continued-as', { caseId: 'c_1', newCaseId: 'c_2', changeDate: '2026-05-01' });
    expect(keys()).toEqual(['measure:c_1:t_m', 'measure:c_2:t_n']);
  });

  test('its key is case and measure id: a late grant or a retracted start does not move it', () => {
    const story = supported();
    const keys = () => measures(story).map(({ key }) => key);
    expect(keys()).toEqual(['measure:c_1:t_m']);
    story.retract('granted').tell('support-granted', { ...measure, decisionDate: '2026-02-01' });
    expect(keys()).toEqual(['measure:c_1:t_m']);
  });

  test('IND-3.2.4b R8: with a parent is one measure, the child its key', () => {
    const rows = measures(supported(new Story(), { secondPerson: { role: 'parent', person: mother } }));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ person: 'p_anna', body: { second: { role: 'parent', person: 'p_mother' } } });
  });

  test("IND-3.2.5a IND-3.2.5c: of an unborn child it is on the mother's number, on its own once it is born", () => {
    const unborn: StoredPerson = { pseudonym: 'p_unborn', kind: 'unborn', mother };
    const child: StoredPerson = { pseudonym: 'p_child', kind: 'cpr', birthDate: '2026-05-01', sex: 'male' };
    const story = supported(new Story(unborn));
    expect(measures(story)[0]!.body['identifier']).toBe('p_mother');
    story.tell('person-born', { birthDate: '2026-05-01', newIdentifier: child }, { person: unborn });
    expect(measures(story)[0]!.body['identifier']).toBe('p_child');
  });

  test('a guardian goes before a holder of custody', () => {
    const related = (relation: string, pseudonym: string, story: Story) =>
      story.tell('person-related', { relation, other: { pseudonym, kind: 'cpr' } });
    const story = related('custody-holder', 'p_custody', supported());
    expect(measures(story)[0]!.body['guardian']).toBe('p_custody');
    expect(measures(related('guardian', 'p_guardian', story))[0]!.body['guardian']).toBe('p_guardian');
  });

  test('SYS-l201-identifier: a number of its child or guardian that L201 cannot hold is told in the row', () => {
    const person = (more: object): StoredPerson => ({ pseudonym: 'p_x', kind: 'person-id', ...more });
    expect(measures(supported(new Story(person({ long: true }))))[0]!.body['long']).toBe(true);
    expect(measures(supported(new Story(person({ short: true }))))[0]!.body['short']).toBe(true);
    const guarded = supported().tell('person-related', { relation: 'guardian', other: person({ short: true }) });
    expect(measures(guarded)[0]!.body['short']).toBe(true);
    expect(measures(supported(new Story(person({}))))[0]!.body['short']).toBeUndefined();
  });
});

describe('the reportable events of a measure', () => {
  test('IND-3.1b IND-3.1c IND-3.1d IND-3.1e: start, change of offer, of period and of code, and end; each with the state it left', () => {
    expect(
      events(whole()).map(({ date, body }) => [body['event'], date, body['pgf'], body['pNumber'], body['endDate']]),
    ).toEqual([
      ['support-started', '2026-03-02', '225', '1003388394', ''],
      ['offer-changed', '2026-04-01', '225', '1003388395', ''],
      ['period-changed', '2026-05-01', '225', '1003388395', '2026-12-31'],
      ['measure-code-changed', '2026-06-01', '430', '1003388395', '2026-12-31'],
      ['support-ceased', '2026-09-30', '430', '1003388395', '2026-09-30'],
    ]);
  });

  test('IND-3.2.9.4a R3: a measure that never started has none', () => {
    const story = new Story()
      .tell('support-granted', { ...measure, decisionDate: '2026-03-01' })
      .tell('support-ceased', { ...measure, endDate: '2026-04-01' });
    expect(events(story)).toEqual([]);
  });

  test('a second start, or the first of two ends, is not reported', () => {
    const story = supported()
      .tell('support-started', { ...measure, startDate: '2026-03-20' })
      .tell('support-ceased', { ...measure, endDate: '2026-04-01' })
      .tell('support-ceased', { ...measure, endDate: '2026-05-01' });
    expect(events(story).map(({ body, date }) => `${String(body['event'])} ${date}`)).toEqual([
      'support-started 2026-03-02',
      'support-ceased 2026-05-01',
    ]);
  });

  test('the grant is not reported, and the key of an event is its ordinal, corrected or not', () => {
    const story = supported().correct('support', { startDate: '2026-03-09' });
    expect(events(story).map(({ key, date }) => [key, date])).toEqual([['2', '2026-03-09']]);
  });
});

describe('the views of support', () => {
  test('show measures and events with Danish labels, cells that are never objects', () => {
    const story = whole();
    expect(shown(measuresView, versionsOf(support, story, 'measure'))).toMatchObject([
      { child: 'p_anna', code: '430', start: '2026-03-02', end: '2026-09-30', causes: ['UDSLAG3', 'UDSLAG9'] },
    ]);
    expect(shown(supportEventsView, versionsOf(support, story, 'support-event')).at(1)).toMatchObject({
      ...{ event: 'offer-changed', date: '2026-04-01', department_uuid: 'b', ordinal: story.facts.length },
    });
  });
});

describe('the support extract', () => {
  const house = delivering();

  async function extract(period: string) {
    const [child, parent, measureId, caseKey] = await house.claim([
      { what: 'person', kind: 'cpr', number: '010115-4003' },
      { what: 'person', kind: 'cpr', number: '150785-4002' },
      { what: 'token', use: 'measure', scope: 's', value: 'M-1', owner: 0 },
      { what: 'case', scope: 's', value: 'S-1', owner: 0 },
    ]);
    const story = supported(new Story({ pseudonym: child!, kind: 'cpr' }, '751', caseKey), {
      measureId,
      ...{ pgf: '225', causes: ['UDSLAG3', 'UDSLAG9'], pNumber: '1003388394', departmentId: department },
      section75: true,
      secondPerson: { role: 'parent', person: { pseudonym: parent, kind: 'cpr' } },
    }).tell('support-ceased', { measureId, endDate: '2026-06-30', reason: 'age-limit', ageLimit: '18' });
    return house.deliver(story, { statistic: 'support-events', period });
  }

  const heading =
    'reporter,identifier,case_id,measure_id,row,event,event_date,code,start_date,end_date,causes,p_number,department_uuid,' +
    'second_person_role,second_person,section_75,cessation_reason,age_limit';
  const started = `751,0101154003,S-1,M-1,2,support-started,2026-03-02,225,2026-03-02,,UDSLAG3 UDSLAG9,1003388394,${department},parent,1507854002,true,,`;

  test('IND-3.2.10a IND-3.2.9.1a IND-3.2.4b: has what L201 lacks: causes, P-number, UUID, the second person; a quarter at a time', async () => {
    const { files, manifest } = await extract('2026Q1');
    expect(files['support-events_751_2026Q1.csv']!.toString()).toBe(`${heading}\r\n${started}\r\n`);
    expect(manifest.rows).toBe(1);
    expect((await extract('2026Q3')).manifest.rows).toBe(0);
  });

  test('is the same table for Danish Excel, as JSON Lines and as Parquet', async () => {
    const { files } = await extract('2026Q2');
    const excel = files['support-events_751_2026Q2_excel.csv']!.toString();
    expect(excel.startsWith(`\uFEFF${heading.replaceAll(',', ';')}\r\n`)).toBe(true);
    const [line] = files['support-events_751_2026Q2.jsonl']!.toString().split('\n');
    const expected = { event: 'support-ceased', identifier: '0101154003', age_limit: '18', end_date: '2026-06-30' };
    expect(JSON.parse(line!)).toMatchObject(expected);
    const { columns, rows } = readParquet(files['support-events_751_2026Q2.parquet']!);
    expect(columns.join(',')).toBe(heading);
    expect(rows).toMatchObject([{ ...expected, end_date: '2026-06-30T00:00:00.000Z' }]);
  });
});
