import type { EventName } from '#libs/cases';
import { Story, anna } from '../../libs/cases/testing/story.js';
import { fosterFamily, placed, supported } from '../../libs/cases/testing/usual.js';
import { recordedAt, rowsOf, shown, versionsOf } from '../testing/fold.js';
import { wholeCase, wholeYouth } from '../testing/whole-cases.js';
import { caseTimeline } from './projection.js';
import { timelineView } from './view.js';

const rows = (story: Story) => rowsOf(caseTimeline, story, 'timeline-event');
const shownOf = (story: Story) => shown(timelineView, versionsOf(caseTimeline, story, 'timeline-event'));

/** Rule, due date and days after it, of the last event told. */
const dues = (story: Story): string[] =>
  (
    rows(story).find(({ key }) => key === String(story.facts.length))!.body['dues'] as {
      rule: string;
      date: string;
      daysLate: number;
    }[]
  ).map(({ rule, date, daysLate }) => `${rule} ${date} ${daysLate}`);

describe('when an event is due, and how early or late it came', () => {
  test('ANB-2.3a SKE-3a R2 R25: a placement event, the last day of the month after its quarter and four weeks from its day', () => {
    const told = (at: string) => recordedAt(new Story().tell('placement-decided', { decisionDate: '2026-02-10' }), at);
    expect(dues(told('2026-04-30T12:00:00.000Z'))).toEqual(['ANB-2.3a 2026-04-30 0', 'SKE-3a 2026-03-10 51']);
    expect(dues(told('2026-03-01T12:00:00.000Z'))).toEqual(['ANB-2.3a 2026-04-30 -60', 'SKE-3a 2026-03-10 -9']);
  });

  test('IND-3.3a: the start of support, 31 January of the year after', () => {
    expect(dues(supported())).toEqual(['IND-3.3a 2027-01-31 -305']);
  });

  test('R1: a later event of support, 31 January of the year after its own day', () => {
    const story = supported().tell('support-ceased', { measureId: 't_m', endDate: '2027-01-01' });
    expect(dues(recordedAt(story, '2028-02-01T12:00:00.000Z'))).toEqual(['R1 2028-01-31 1']);
  });

  test('SKE-3b R25: a change on appeal, four weeks from the decision on it', () => {
    const appealed = (outcome: string) =>
      placed().tell('appeal-decided', {
        ...{ decisionDate: '2026-03-02', decision: 'decided', outcome, newSite: fosterFamily('t_b') },
      });
    expect(dues(appealed('changed'))).toEqual(['ANB-2.3a 2026-04-30 -29', 'SKE-3b 2026-03-30 2']);
    expect(dues(appealed('upheld'))).toEqual([]);
  });

  const asked: [string, EventName, object, string[]][] = [
    ['SKE-3a', 'placement-followed-up', { followUpDate: '2026-03-10' }, ['SKE-3a 2026-04-07 -6']],
    ['SKE-3a', 'submitted-to-committee', { submissionDate: '2026-03-10' }, ['SKE-3a 2026-04-07 -6']],
    [
      'ANB-2.2.6e ANB-2.3a',
      'site-changed',
      { effectDate: '2026-03-10', change: 'department', site: fosterFamily('t_a') },
      ['ANB-2.3a 2026-04-30 -29'],
    ],
    [
      'ANB-2.3a R22',
      'legal-basis-changed',
      { effectDate: '2026-03-10', basis: { consent: '2' } },
      ['ANB-2.3a 2026-04-30 -29'],
    ],
    ['ANB-2.2.8a', 'foster-family-status-changed', { changeDate: '2026-03-10' }, []],
    ['ANB-2.1a', 'appeal-lodged', { appealDate: '2026-03-10', decision: 'decided' }, []],
  ];
  test.each(asked)('%s: %s is due where it is asked for, and nowhere else', (_, type, data, expected) => {
    expect(dues(placed().tell(type, data as Record<string, unknown>))).toEqual(expected);
  });

  test('SKE-2a SKE-X7: a follow-up from 18 is due nowhere', () => {
    expect(dues(wholeYouth().tell('placement-followed-up', { followUpDate: '2026-04-10' }))).toEqual([]);
  });

  test('IND-3.2.9.4a R3: support that was granted and never started is due nowhere', () => {
    const story = new Story().tell('support-granted', { measureId: 't_m', decisionDate: '2026-03-01' });
    expect(dues(story)).toEqual([]);
  });

  test('ANB-2.2.4a: a death is due where it ends a placement', () => {
    const death = (story: Story) =>
      rows(story.tell('person-died', { deathDate: '2026-03-10' })).find(({ body }) => body['type'] === 'person-died')!;
    expect(death(placed()).body['dues']).toMatchObject([{ rule: 'ANB-2.3a' }, { rule: 'SKE-3a' }]);
    expect(death(supported()).body['dues']).toEqual([]);
  });

  test('a correction is measured by the day that is in force, the first report too; what was retracted is due nowhere', () => {
    const story = placed().correct('decided', { decisionDate: '2026-03-02' });
    expect(dues(story)).toEqual(['ANB-2.3a 2026-04-30 -29', 'SKE-3a 2026-03-30 2']);
    expect(rows(story)[0]!.body['dues']).toEqual(rows(story)[2]!.body['dues']);
    expect(dues(story.retract('decided'))).toEqual([]);
  });
});

describe('what was told', () => {
  test('stands on both clocks, in the order it was told', () => {
    const story = recordedAt(placed(), '2026-03-31T22:30:00.000Z');
    expect(rows(story).map(({ key, date, body }) => [key, body['type'], date, body['recordedOn']])).toEqual([
      ['1', 'placement-decided', '2026-02-01', '2026-04-01'],
      ['2', 'placement-started', '2026-02-10', '2026-04-01'],
    ]);
    expect(rows(story)[0]).toMatchObject({ body: { en: 'Decision on placement', da: 'Afgørelse om anbringelse' } });
  });

  test('has its own answers, without what every event carries', () => {
    const { answers } = rows(wholeCase()).find(({ body }) => body['type'] === 'placement-decided')!.body as {
      answers: object;
    };
    expect(answers).toEqual({
      ...{ decisionDate: '2026-02-01', basis: { consent: '2', provision: 'BL-46' }, causes: ['UDSLAG14', 'UDSLAG3'] },
      ...{ occasion: 'notification', decidedBy: 'municipality', earlierPlacement: true },
    });
  });

  test("holds the child's own facts beside the case's, and no other person's", () => {
    const other = { ...anna, pseudonym: 'p_other' };
    const story = wholeCase().tell('person-registered', { birthDate: '2015-02-02' }, { person: other });
    const persons = rows(story).filter(({ key }) => key.includes(':'));
    expect(persons.map(({ body }) => body['type'])).toEqual([
      ...['person-registered', 'person-related', 'person-related', 'person-related'],
    ]);
    expect(new Set(rows(story).map(({ key }) => key)).size).toBe(rows(story).length);
  });
});

describe('whether it stands', () => {
  const standings = (story: Story) => rows(story).map(({ body }) => body['standing']);

  test('SKE-7e: in force until corrected; a correction until another follows', () => {
    const story = placed();
    expect(standings(story)).toEqual(['in force', 'in force']);
    story.correct('started', { startDate: '2026-02-11' });
    expect(standings(story)).toEqual(['in force', 'corrected', 'in force']);
    story.correct('started', { startDate: '2026-02-12' });
    expect(standings(story)).toEqual(['in force', 'corrected', 'superseded', 'in force']);
  });

  test('retracted, and taken back by a later correction', () => {
    const story = placed().retract('started');
    expect(standings(story)).toEqual(['in force', 'retracted', 'in force']);
    story.correct('started', { startDate: '2026-02-12' });
    expect(standings(story)).toEqual(['in force', 'corrected', 'superseded', 'in force']);
  });

  test('SYS-correction-waiting SYS-correction-mismatch: waiting for its root, or not applied to another kind of event', () => {
    const story = placed().correct('started', { startDate: '2026-02-12' });
    const waiting = story.reordered([0, 2]);
    expect(standings(waiting)).toEqual(['in force', 'waiting']);
    const [decided, started, correction] = story.facts;
    const mismatched = { ...correction!, data: { ...correction!.data, type: 'placement-ceased' } as never };
    story.facts.splice(0, 3, decided!, started!, mismatched);
    expect(standings(story)).toEqual(['in force', 'in force', 'not applied']);
  });
});

test('the view shows dues as texts, the days after each beside them', () => {
  const story = placed().correct('started', { startDate: '2026-02-12' });
  expect(shownOf(story).at(-1)).toMatchObject({
    ...{ reporter: '751', case: 'c_1', child: 'p_anna', happened: '2026-02-12', told: '2026-04-01' },
    ...{ type: 'correction', about: 'placement-started', standing: 'in force' },
    due: ['2026-04-30 (ANB-2.3a)', '2026-03-12 (SKE-3a)'],
    days_late: ['-29', '20'],
  });
});
