import { foldForms, readPlacements } from '../index.js';
import { Story, anna, mother } from '../testing/story.js';
import { fosterFamily, placed } from '../testing/usual.js';
import type { EventName } from '../common/fact.js';
import type { StoredPerson } from '../common/stored.js';

const grown: StoredPerson = { pseudonym: 'p_grown', kind: 'cpr', birthDate: '2008-01-15', sex: 'male' };
const withoutBirthDate: StoredPerson = { pseudonym: 'p_x', kind: 'person-id' };
const forced = { basis: { consent: '2' } };
const voluntary = { basis: { consent: '1' } };

/** Placed by force, so that a change to voluntary can be told. */
const running = (child: StoredPerson): Story =>
  new Story(child)
    .tell('placement-decided', { decisionDate: '2026-02-01', ...forced })
    .tell('placement-started', { startDate: '2026-02-10', site: fosterFamily('t_a') });

/** What a story's last event adds to its forms. */
function added(story: Story, type: EventName, data: object): string[] {
  const before = story.facts.length ? story.forms.length : 0;
  return story.tell(type, { ...data }).forms.slice(before);
}

const day = '2026-05-01';
const move = { effectDate: day, change: 'site', site: fosterFamily('t_b') };

describe('given a running case of a child of 0-17', () => {
  test.each<readonly [string, EventName, object]>([
    ['0', 'placement-started', { startDate: day }],
    ['1', 'site-changed', move],
    ['2', 'legal-basis-changed', { effectDate: day, ...voluntary }],
    ['3', 'placement-followed-up', { followUpDate: day }],
    ['4', 'submitted-to-committee', { submissionDate: day }],
    ['5', 'placement-ceased', { endDate: day }],
    ['5', 'acting-duty-handed-over', { handOverDate: day }],
    ['5', 'case-closed', { closingDate: day }],
    ['6', 'aftercare-decided', { decisionDate: day }],
  ])('SKE-2c SKE-2k SKE-2l SKE-2m R21 R23: schema 2 event %s is %s', (event, type, data) => {
    const story = event === '0' ? new Story().tell('placement-decided', { decisionDate: '2026-02-01' }) : running(anna);
    expect(added(story, type, data)).toEqual([`schema 2, event ${event} on ${day}`]);
  });

  test('SKE-2b SKE-2i: schema 1 is the decision, or the duty taken over; the choice of site is told in it and is none of its own', () => {
    const decision = { decisionDate: day };
    expect(added(new Story(), 'placement-decided', decision)).toEqual([`schema 1, event 0 on ${day}`]);
    const taken = { takeOverDate: day, site: fosterFamily('t_a'), ...voluntary };
    expect(added(new Story(), 'acting-duty-taken-over', taken)).toEqual([`schema 1, event 1 on ${day}`]);
    expect(added(running(anna), 'site-chosen', { decisionDate: day, site: fosterFamily('t_b') })).toEqual([]);
  });

  test('SKE-7h: a running case taken over and followed up needs both schema 1 and schema 2', () => {
    const story = new Story()
      .tell('acting-duty-taken-over', { takeOverDate: '2026-04-01', site: fosterFamily('t_a'), ...voluntary })
      .tell('placement-followed-up', { followUpDate: day });
    expect(story.forms).toEqual(['schema 1, event 1 on 2026-04-01', `schema 2, event 3 on ${day}`]);
  });

  test('SKE-X1: the decision is schema 1 though it is never effected; effected, that is schema 2', () => {
    const story = new Story().tell('placement-decided', { decisionDate: '2026-02-01' });
    expect(story.forms).toEqual(['schema 1, event 0 on 2026-02-01']);
    story.tell('case-closed', { closingDate: day, reason: 'decision-lapsed' });
    expect(story.forms).toEqual(['schema 1, event 0 on 2026-02-01', `schema 2, event 5 on ${day}`]);
  });

  test('SKE-7f: the return home and the end take no form out', () => {
    const story = running(anna).tell('site-changed', move);
    const before = story.forms;
    story
      .tell('placement-ceased', { endDate: '2026-06-01', residenceAfter: '1' })
      .tell('case-closed', { closingDate: '2026-07-01', reason: 'other' });
    expect(story.forms.slice(0, before.length)).toEqual(before);
  });
});

describe('given a running case of a young person of 18-22', () => {
  const stay = { decisionDate: '2026-01-10', effectDate: '2026-01-15', stay: 'continued' };
  const youth = (): Story =>
    new Story(grown)
      .tell('placement-decided', { decisionDate: '2024-02-01' })
      .tell('placement-started', { startDate: '2024-02-10', site: fosterFamily('t_a') })
      .tell('youth-stay-decided', stay);

  test.each<readonly [string, EventName, object]>([
    ['4', 'site-changed', move],
    ['5', 'placement-ceased', { endDate: day, cessation: 'stay-ended' }],
    ['5', 'acting-duty-handed-over', { handOverDate: day }],
    ['5', 'case-closed', { closingDate: day }],
  ])('SKE-2a SKE-2d R23: schema 3 event %s is %s', (event, type, data) => {
    expect(added(youth(), type, data)).toEqual([`schema 3, event ${event} on ${day}`]);
  });

  test.each<readonly [EventName, object]>([
    ['placement-followed-up', { followUpDate: day }],
    ['submitted-to-committee', { submissionDate: day }],
    ['legal-basis-changed', { effectDate: day, ...voluntary }],
    ['youth-stay-decided', { decisionDate: day, effectDate: '2026-06-01', stay: 'decided' }],
  ])('SKE-X7: %s goes into no form', (type, data) => {
    expect(added(youth(), type, data)).toEqual([]);
  });

  test('SKE-2h R24: placed anew by a decision at 18 it is schema 3 event 3, a day before it schema 1', () => {
    const decided = (decisionDate: string) => added(new Story(grown), 'placement-decided', { decisionDate });
    expect(decided('2026-01-15')).toEqual(['schema 3, event 3 on 2026-01-15']);
    expect(decided('2026-01-14')).toEqual(['schema 1, event 0 on 2026-01-14']);
  });

  test('SKE-2o SKE-X2 SKE-7h: taken over on the 18th birthday it is schema 3 event 2 alone, the day before schema 1', () => {
    const taken = (takeOverDate: string) =>
      added(new Story(grown), 'acting-duty-taken-over', { takeOverDate, site: fosterFamily('t_a'), ...voluntary });
    expect(taken('2026-01-15')).toEqual(['schema 3, event 2 on 2026-01-15']);
    expect(taken('2026-01-14')).toEqual(['schema 1, event 1 on 2026-01-14']);
  });
});

describe('given a child whose age is not known', () => {
  test.each([
    ['unborn', { pseudonym: 'p_unborn', kind: 'unborn', mother } as StoredPerson],
    ['without a birth date', withoutBirthDate],
  ])('SKE-2a: %s it is under 18', (_, child) => {
    expect(added(running(child), 'site-changed', move)).toEqual([`schema 2, event 1 on ${day}`]);
  });
});

describe('given serial numbers', () => {
  const serials = (story: Story): number[] => {
    const { placements, appeals } = readPlacements(story.case);
    return foldForms(story.case, placements, appeals).forms.map(({ serial }) => serial);
  };

  test('SKE-7a R27: a retracted form leaves its number unused; brought back it has its own again', () => {
    const story = placed().retract('decided');
    expect(serials(story)).toEqual([2]);
    story.tell('placement-decided', { decisionDate: '2026-02-02' });
    expect(serials(story)).toEqual([2, 4]);
    expect(serials(placed().retract('decided').correct('decided', {}))).toEqual([1, 2]);
  });

  test('SKE-7a R2 R20: a start planned, planned anew and effected is one form, whose number stays that of the first report', () => {
    const story = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('placement-started', { startDate: '2026-03-05', implementation: 'planned' })
      .tell('placement-started', { startDate: '2026-04-05', implementation: 'planned' }, { id: 'later' });
    expect(story.forms).toEqual(['schema 1, event 0 on 2026-02-01', 'schema 2, event 0 on 2026-04-05']);
    story.tell('placement-started', { startDate: '2026-03-28', implementation: 'actual' });
    expect(story.forms).toEqual(['schema 1, event 0 on 2026-02-01', 'schema 2, event 0 on 2026-03-28']);
    expect(serials(story)).toEqual([1, 2]);
  });

  test('SKE-7a R27: twins on the number of one mother have numbers of their own', () => {
    const twin = (childNumber: number): StoredPerson => ({ pseudonym: `p_u${childNumber}`, kind: 'unborn', mother });
    const story = new Story(twin(1))
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('placement-decided', { decisionDate: '2026-02-01' }, { caseId: 'c_2', person: twin(2) });
    const all = story.cases.flatMap((kase) => {
      const { placements, appeals } = readPlacements(kase);
      return foldForms(kase, placements, appeals).forms.map(({ serial }) => serial);
    });
    expect(all).toEqual([1, 2]);
  });
});
