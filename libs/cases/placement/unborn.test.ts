import { Story, anna, mother } from '../testing/story.js';
import type { StoredPerson } from '../common/stored.js';

const unborn = (childNumber: number): StoredPerson => ({ pseudonym: `p_unborn${childNumber}`, kind: 'unborn', mother });
const child: StoredPerson = { pseudonym: 'p_child', kind: 'cpr', birthDate: '2026-03-14', sex: 'male' };
const decided = (): Story =>
  new Story(unborn(1)).tell('placement-decided', { decisionDate: '2026-02-01' }, { id: 'decided' });
const born = (story: Story): Story =>
  story.tell('person-born', { birthDate: '2026-03-14', newIdentifier: child }, { person: unborn(1) });
const identifiers = (story: Story): string[] => story.reportable.map(({ identifier }) => identifier);

describe('given an unborn child', () => {
  test("ANB-2.2.1a: the decision goes out on the expecting mother's number", () => {
    expect(identifiers(decided())).toEqual(['p_mother']);
    expect(decided().findings()).toEqual([]);
  });

  test("ANB-2.2.1c: born, from the implementation on the child's number; the decision stays on the mother's", () => {
    const story = born(decided()).tell('placement-started', { startDate: '2026-03-20' });
    expect(identifiers(story)).toEqual(['p_mother', 'p_child']);
    expect(story.case.child).toBe('p_child');
  });

  test("ANB-2.2.1c: the child's number may come with the start itself", () => {
    const story = decided().tell('placement-started', { startDate: '2026-03-20', childIdentifier: child });
    expect(identifiers(story)).toEqual(['p_mother', 'p_child']);
  });

  test("ANB-2.2.1b: death before or at birth leaves the case on the mother's number", () => {
    const story = decided()
      .tell('person-died', { deathDate: '2026-03-14', beforeOrAtBirth: true }, { person: unborn(1) })
      .tell('case-closed', { closingDate: '2026-03-15', reason: 'other' });
    expect(identifiers(story)).toEqual(['p_mother']);
    expect(story.forms.at(-1)).toBe('schema 2, event 5 on 2026-03-15');
  });

  test('ANB-2.2.1b: so it does when a number came with the birth, of whatever is reported of it', () => {
    const story = decided().tell('placement-started', { startDate: '2026-03-10', implementation: 'planned' });
    born(story).tell('person-died', { deathDate: '2026-03-14', beforeOrAtBirth: true }, { person: unborn(1) });
    expect(identifiers(story)).toEqual(['p_mother', 'p_mother']);
    expect(story.placements[0]!.end).toBeUndefined();
  });

  test('ANB-2.2.1d: though the birth is told by the municipality she moved to', () => {
    const story = decided()
      .tell('placement-started', { startDate: '2026-03-10', implementation: 'planned' })
      .tell('person-born', { birthDate: '2026-03-14', newIdentifier: child }, { person: unborn(1), reporter: '461' });
    expect(identifiers(story)).toEqual(['p_mother', 'p_mother']);
  });

  test("ANB-2.2.1d: a duty handed over before the birth leaves the case here on the mother's number", () => {
    const story = new Story(unborn(1))
      .tell('placement-decided', { decisionDate: '2026-01-01' })
      .tell('placement-started', { startDate: '2026-01-05', implementation: 'planned' })
      .tell('acting-duty-handed-over', { handOverDate: '2026-02-01', toMunicipality: '461' });
    born(story);
    expect(new Set(identifiers(story))).toEqual(new Set(['p_mother']));
  });

  test("ANB-2.2.1a ANB-2.2.1c: a decision made after the birth is on the child's number, though the case still says unborn", () => {
    const story = born(new Story(unborn(1))).tell('placement-decided', { decisionDate: '2026-05-01' });
    expect(identifiers(story)).toEqual(['p_child']);
    expect(identifiers(story.correct('event 2', { decisionDate: '2026-03-13' }))).toEqual(['p_mother']);
  });

  test('SKE-2e R9: twins are two cases, both on the number of the mother', () => {
    const story = new Story(unborn(1))
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('placement-decided', { decisionDate: '2026-02-01' }, { caseId: 'c_2', person: unborn(2) });
    expect(story.cases.map((kase) => kase.child)).toEqual(['p_unborn1', 'p_unborn2']);
    expect(story.findings()).toEqual([]);
  });
});

describe('given a child without a CPR number', () => {
  const anonymous: StoredPerson = {
    pseudonym: 'p_anonymous',
    kind: 'anonymous',
    birthDate: '2015-01-01',
    sex: 'female',
  };
  const substitute: StoredPerson = { ...anonymous, pseudonym: 'p_substitute', kind: 'substitute' };

  test.each([anonymous, substitute])('R12 IND-3.2.3c: %p carries the number it gets once it has one', (person) => {
    const story = new Story(person)
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('identifier-changed', { newIdentifier: anna, fromDate: '2026-04-01' }, { person });
    expect(identifiers(story)).toEqual(['p_anna']);
    story.tell('placement-started', { startDate: '2026-05-01' }, { person: anna });
    expect(story.findings('2026-06-01')).toEqual([]);
    expect(story.cases).toHaveLength(1);
  });

  test('SKE-2f: birth date and sex unknown is a finding until they are registered', () => {
    const person: StoredPerson = { pseudonym: 'p_x', kind: 'person-id' };
    const story = new Story(person).tell('placement-decided', { decisionDate: '2026-02-01' });
    expect(story.findings()).toEqual(['SKE-2f']);
    story.tell('person-registered', { birthDate: '2016-01-01', sex: 'male' }, { person });
    expect(story.findings()).toEqual([]);
  });

  test('IND-3.2.3b: two references linked are one person; unlinked by a retraction they are two', () => {
    const other: StoredPerson = { pseudonym: 'p_other', kind: 'person-id', birthDate: '2015-01-01', sex: 'female' };
    const story = new Story(other)
      .tell('placement-decided', { decisionDate: '2026-02-01' }, { person: anna })
      .tell('placement-started', { startDate: '2026-02-10' });
    expect(story.findings('2026-03-01')).toEqual(['SYS-two-children']);
    story.tell('persons-linked', { other }, { person: anna, id: 'link' });
    expect(story.findings('2026-03-01')).toEqual([]);
    story.retract('link');
    expect(story.findings('2026-03-01')).toEqual(['SYS-two-children']);
  });
});

describe('given a death', () => {
  const placedChild = (): Story =>
    new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('placement-started', { startDate: '2026-02-10' });

  test('ANB-2.2.4a ANB-2.2.4b: it ends the placement with reason "Andet" and residence "Andet sted"', () => {
    const story = placedChild().tell('person-died', { deathDate: '2026-05-01' });
    expect(story.placements[0]!.end).toMatchObject({
      date: '2026-05-01',
      how: 'died',
      reason: 'other',
      residenceAfter: '5',
    });
    expect(story.extract.at(-1)).toBe('5 on 2026-05-01');
  });

  test('ANB-2.2.4a ANB-2.2.4b R2: a death before the planned end ends it, on its day, and the planned end is no row or form', () => {
    const story = placedChild()
      .tell('placement-ceased', { endDate: '2026-12-31', reason: 'other', residenceAfter: '1' })
      .tell('person-died', { deathDate: '2026-05-01' }, { id: 'died' });
    expect(story.placements[0]!.end).toMatchObject({ date: '2026-05-01', how: 'died', residenceAfter: '5' });
    expect(story.placements[0]!.sites).toMatchObject([{ until: '2026-05-01' }]);
    expect(story.extract.slice(2)).toEqual(['5 on 2026-05-01']);
    expect(story.forms.slice(2)).toEqual(['schema 2, event 5 on 2026-05-01']);
    story.retract('died');
    expect(story.extract.slice(2)).toEqual(['5 on 2026-12-31']);
  });

  test('ANB-2.2.4a ANB-2.2.4b: an end told with another reason or residence is a finding', () => {
    const story = placedChild()
      .tell('person-died', { deathDate: '2026-05-01' })
      .tell('placement-ceased', { endDate: '2026-05-01', reason: 'child-leaves', residenceAfter: '1' });
    expect(story.findings('2026-06-01')).toEqual(['ANB-2.2.4a', 'ANB-2.2.4b']);
  });
});
