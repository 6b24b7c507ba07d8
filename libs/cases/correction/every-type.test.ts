import {
  eventTypes,
  guardianOf,
  isFact,
  siteWithin,
  type EventName,
  type LiveFact,
  type SitePeriod,
} from '../index.js';
import { resolve } from '../common/resolve.js';
import { Story, anna, mother } from '../testing/story.js';
import { fosterFamily, placed, supported } from '../testing/usual.js';
import type { StoredPerson } from '../common/stored.js';

/** What an event does, what its correction makes of that, and what is left when it is retracted. */
interface Example {
  /** What was told before; Anna's case without anything when absent. */
  readonly given?: () => Story;
  readonly event: object;
  readonly about?: StoredPerson;
  readonly correction: object;
  readonly seen: (story: Story) => unknown;
  /** What is seen when told, corrected, retracted. */
  readonly then: readonly [told: unknown, corrected: unknown, retracted: unknown];
}

const young: StoredPerson = { pseudonym: 'p_young', kind: 'cpr', birthDate: '2008-04-15', sex: 'male' };
const unborn: StoredPerson = { pseudonym: 'p_unborn', kind: 'unborn', mother };
const father: StoredPerson = { pseudonym: 'p_father', kind: 'cpr', birthDate: '1984-01-01', sex: 'male' };
const other: StoredPerson = { pseudonym: 'p_other', kind: 'person-id' };

const lastRow = (story: Story): string | undefined => story.extract.at(-1);
const lastForm = (story: Story): string | undefined => story.forms.at(-1);
const sitesOf = (story: Story): unknown[] =>
  story.placements[0]!.sites.map(siteNow).map(({ type, reference }) => [type, reference]);
const siteNow = (period: SitePeriod) => siteWithin(period);
const measureOf = (story: Story) => story.measures[0]!;
const unbornCase = (): Story => new Story(unborn).tell('placement-decided', { decisionDate: '2026-02-01' });
const measure = { measureId: 't_m' };
const started = '0 on 2026-02-10';
const firstForms = 'schema 2, event 0 on 2026-02-10';

const examples: Readonly<Record<Exclude<EventName, 'correction' | 'retraction' | 'reporter-described'>, Example>> = {
  'placement-decided': {
    event: { decisionDate: '2026-02-01' },
    correction: { decisionDate: '2026-02-03' },
    seen: (story) => story.forms,
    then: [['schema 1, event 0 on 2026-02-01'], ['schema 1, event 0 on 2026-02-03'], []],
  },
  'site-chosen': {
    given: placed,
    event: { decisionDate: '2026-02-02', site: fosterFamily('t_a') },
    correction: { site: fosterFamily('t_b') },
    seen: (story) => story.placements[0]!.facts.filter(({ type }) => type === 'site-chosen').map(({ data }) => data),
    then: [
      [expect.objectContaining({ site: fosterFamily('t_a') })],
      [expect.objectContaining({ site: fosterFamily('t_b') })],
      [],
    ],
  },
  'placement-started': {
    given: () => new Story().tell('placement-decided', { decisionDate: '2026-02-01' }),
    event: { startDate: '2026-02-10' },
    correction: { startDate: '2026-02-12' },
    seen: lastRow,
    then: [started, '0 on 2026-02-12', '0.2 on 2026-02-01'],
  },
  'site-changed': {
    given: placed,
    event: { effectDate: '2026-05-01', change: 'site', site: fosterFamily('t_b') },
    correction: { effectDate: '2026-05-03' },
    seen: lastRow,
    then: ['1 on 2026-05-01', '1 on 2026-05-03', started],
  },
  'foster-family-status-changed': {
    given: placed,
    event: { changeDate: '2026-05-01', site: { ...fosterFamily('t_a'), type: '22' } },
    correction: { site: { ...fosterFamily('t_a'), type: '23' } },
    seen: sitesOf,
    then: [[['22', 't_a']], [['23', 't_a']], [['21', 't_a']]],
  },
  'legal-basis-changed': {
    given: () => placed().correct('decided', { basis: { consent: '2' } }),
    event: { effectDate: '2026-05-01', basis: { consent: '1' } },
    correction: { effectDate: '2026-05-03' },
    seen: lastForm,
    then: ['schema 2, event 2 on 2026-05-01', 'schema 2, event 2 on 2026-05-03', firstForms],
  },
  'placement-followed-up': {
    given: placed,
    event: { followUpDate: '2026-05-01' },
    correction: { followUpDate: '2026-05-03' },
    seen: lastForm,
    then: ['schema 2, event 3 on 2026-05-01', 'schema 2, event 3 on 2026-05-03', firstForms],
  },
  'submitted-to-committee': {
    given: placed,
    event: { submissionDate: '2026-05-01' },
    correction: { submissionDate: '2026-05-03' },
    seen: lastForm,
    then: ['schema 2, event 4 on 2026-05-01', 'schema 2, event 4 on 2026-05-03', firstForms],
  },
  'placement-ceased': {
    given: placed,
    event: { endDate: '2026-05-01' },
    correction: { endDate: '2026-05-03' },
    seen: lastRow,
    then: ['5 on 2026-05-01', '5 on 2026-05-03', started],
  },
  'case-closed': {
    given: () => new Story().tell('placement-decided', { decisionDate: '2026-02-01' }),
    event: { closingDate: '2026-05-01', reason: 'decision-lapsed' },
    correction: { closingDate: '2026-05-03' },
    seen: (story) => story.placements[0]!.end?.date,
    then: ['2026-05-01', '2026-05-03', undefined],
  },
  'acting-duty-handed-over': {
    given: placed,
    event: { handOverDate: '2026-05-01' },
    correction: { handOverDate: '2026-05-03' },
    seen: lastRow,
    then: ['5.5 on 2026-05-01', '5.5 on 2026-05-03', started],
  },
  'acting-duty-taken-over': {
    event: { takeOverDate: '2026-05-01', basis: { consent: '1' }, site: fosterFamily('t_a') },
    correction: { takeOverDate: '2026-05-03' },
    seen: (story) => story.extract,
    then: [['7.5 on 2026-05-01'], ['7.5 on 2026-05-03'], []],
  },
  'aftercare-decided': {
    given: () => placed(new Story(young)),
    event: { decisionDate: '2026-03-01' },
    correction: { decisionDate: '2026-03-03' },
    seen: lastRow,
    then: ['6 on 2026-03-01', '6 on 2026-03-03', started],
  },
  'youth-stay-decided': {
    given: () => placed(new Story(young)),
    event: { decisionDate: '2026-03-01', effectDate: '2026-04-15', stay: 'continued' },
    correction: { stay: 're-established' },
    seen: lastRow,
    then: ['7.2 on 2026-04-15', '7 on 2026-04-15', started],
  },
  'appeal-lodged': {
    given: () => moved().tell('appeal-decided', appealChanged),
    event: { decision: 'moved', appealDate: '2026-05-05', suspensive: true },
    correction: { suspensive: false },
    seen: (story) => story.extract.slice(2),
    then: [['1 on 2026-06-15'], ['1 on 2026-05-01', '1 on 2026-06-15'], ['1 on 2026-05-01', '1 on 2026-06-15']],
  },
  'appeal-decided': {
    given: moved,
    event: appealChangedOn('2026-06-15'),
    correction: { decisionDate: '2026-06-16' },
    seen: lastRow,
    then: ['1 on 2026-06-15', '1 on 2026-06-16', '1 on 2026-05-01'],
  },
  'case-continued-as': {
    given: () => placed().tell('placement-followed-up', { followUpDate: '2026-06-01' }, { caseId: 'c_2' }),
    event: { changeDate: '2026-05-01', newCaseId: 'c_2' },
    correction: { newCaseId: 'c_3' },
    seen: (story) => story.cases.map(({ caseKeys }) => caseKeys),
    then: [[['c_1', 'c_2']], [['c_1', 'c_3'], ['c_2']], [['c_1'], ['c_2']]],
  },
  'support-granted': {
    event: { ...measure, decisionDate: '2026-03-01' },
    correction: { decisionDate: '2026-03-03' },
    seen: (story) => story.measures.map(({ granted }) => granted!.date),
    then: [['2026-03-01'], ['2026-03-03'], []],
  },
  'support-started': {
    event: { ...measure, startDate: '2026-03-02' },
    correction: { startDate: '2026-03-04' },
    seen: (story) => story.measures.map(({ startDate }) => startDate),
    then: [['2026-03-02'], ['2026-03-04'], []],
  },
  'offer-changed': {
    given: supported,
    event: { ...measure, changeDate: '2026-05-01', pNumber: '1003388394' },
    correction: { pNumber: '1003388395' },
    seen: (story) => measureOf(story).pNumber,
    then: ['1003388394', '1003388395', ''],
  },
  'period-changed': {
    given: supported,
    event: { ...measure, changeDate: '2026-05-01', newEnd: '2026-12-31' },
    correction: { newEnd: '2027-01-31' },
    seen: (story) => measureOf(story).endDate,
    then: ['2026-12-31', '2027-01-31', ''],
  },
  'measure-code-changed': {
    given: supported,
    event: { ...measure, fromDate: '2026-05-01', pgf: '430' },
    correction: { pgf: '420' },
    seen: (story) => measureOf(story).pgf,
    then: ['430', '420', '230'],
  },
  'support-ceased': {
    given: supported,
    event: { ...measure, endDate: '2026-05-01' },
    correction: { endDate: '2026-05-03' },
    seen: (story) => measureOf(story).endDate,
    then: ['2026-05-01', '2026-05-03', ''],
  },
  'support-closed-never-started': {
    given: () => new Story().tell('support-granted', { ...measure, decisionDate: '2026-03-01' }),
    event: { ...measure, closingDate: '2026-05-01' },
    correction: { closingDate: '2026-05-03' },
    seen: (story) => [measureOf(story).closed?.date, ...story.findings()],
    then: [['2026-05-01'], ['2026-05-03'], [undefined, 'IND-3.2.9.4a']],
  },
  'person-registered': {
    given: () => new Story(other).tell('placement-decided', { decisionDate: '2026-02-01' }),
    event: { birthDate: '2015-01-01', sex: 'male' },
    about: other,
    correction: { birthDate: '2015-01-03' },
    seen: (story) => [story.case.people.birthDate('p_other'), ...story.findings()],
    then: [['2015-01-01'], ['2015-01-03'], [undefined, 'SKE-2f']],
  },
  'person-related': {
    given: supported,
    event: { relation: 'guardian', other: mother },
    correction: { other: father },
    seen: (story) => guardianOf(story.case, measureOf(story)),
    then: ['p_mother', 'p_father', 'p_anna'],
  },
  'person-born': {
    given: unbornCase,
    event: { birthDate: '2026-03-14', newIdentifier: { ...anna, birthDate: '2026-03-14' } },
    about: unborn,
    correction: { birthDate: '2026-03-15' },
    seen: (story) => [story.case.child, story.case.people.bornOn('p_unborn')],
    then: [
      ['p_anna', '2026-03-14'],
      ['p_anna', '2026-03-15'],
      ['p_unborn', undefined],
    ],
  },
  'identifier-changed': {
    given: () => new Story(other).tell('placement-decided', { decisionDate: '2026-02-01' }),
    event: { newIdentifier: father, fromDate: '2026-04-01' },
    about: other,
    correction: { newIdentifier: anna },
    seen: (story) => story.reportable[0]!.identifier,
    then: ['p_father', 'p_anna', 'p_other'],
  },
  'persons-linked': {
    given: () => placed().tell('placement-followed-up', { followUpDate: '2026-05-01' }, { person: other }),
    event: { other },
    correction: { other: father },
    seen: (story) => story.case.people.same('p_anna', 'p_other'),
    then: [true, false, false],
  },
  'person-died': {
    given: placed,
    event: { deathDate: '2026-05-01' },
    correction: { deathDate: '2026-05-03' },
    seen: lastRow,
    then: ['5 on 2026-05-01', '5 on 2026-05-03', started],
  },
};

function moved(): Story {
  const move = { effectDate: '2026-05-01', change: 'site', site: fosterFamily('t_b') };
  return placed().tell('site-changed', move, { id: 'moved' });
}

function appealChangedOn(decisionDate: string) {
  return { decision: 'moved', decisionDate, outcome: 'changed', newSite: fosterFamily('t_a') };
}
const appealChanged = appealChangedOn('2026-06-15');

describe('every event can be corrected and retracted', () => {
  test.each(Object.entries(examples) as [EventName, Example][])(
    'SKE-7e SKE-7f R28: %s, told, corrected, corrected again, retracted, brought back',
    (type, { given = () => new Story(), event, about, correction, seen, then }) => {
      const story = given().tell(type, { ...event }, { id: 'told', ...(about && { person: about }) });
      expect(seen(story)).toEqual(then[0]);
      expect(seen(story.correct('told', { ...correction }))).toEqual(then[1]);
      expect(seen(story.correct('told', {}))).toEqual(then[0]);
      expect(seen(story.retract('told'))).toEqual(then[2]);
      expect(seen(story.correct('told', { ...correction }))).toEqual(then[1]);
    },
  );

  test('SKE-7e SKE-7f R28: reporter-described, told, corrected, retracted, brought back', () => {
    const story = new Story().tell('reporter-described', { systemVersion: '4.2' }, { id: 'told' });
    const versions = (): string[] =>
      resolve(story.facts, { sameCase: () => true, samePerson: () => false })
        .live.filter((fact): fact is LiveFact<'reporter-described'> => isFact(fact, 'reporter-described'))
        .map(({ data }) => data.systemVersion);
    expect(versions()).toEqual(['4.2']);
    story.correct('told', { systemVersion: '4.3' });
    expect(versions()).toEqual(['4.3']);
    story.retract('told');
    expect(versions()).toEqual([]);
    story.correct('told', { systemVersion: '4.3' });
    expect(versions()).toEqual(['4.3']);
  });

  test('the examples are all the types there are', () => {
    const named = [...Object.keys(examples), 'reporter-described', 'correction', 'retraction'];
    expect(
      eventTypes()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(named.sort());
  });
});
