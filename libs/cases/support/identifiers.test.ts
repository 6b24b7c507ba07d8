import { identifierOf } from '../index.js';
import { Story, anna, mother } from '../testing/story.js';
import { supported } from '../testing/usual.js';
import { readMeasures } from './read-measures.js';
import type { StoredPerson } from '../common/stored.js';

const identifiers = (story: Story): string[] =>
  story.cases.flatMap((kase) => readMeasures(kase).measures.map((measure) => identifierOf(kase, measure)));

const unborn = (childNumber: number): StoredPerson => ({ pseudonym: `p_unborn${childNumber}`, kind: 'unborn', mother });
const born = (pseudonym: string): StoredPerson => ({ pseudonym, kind: 'cpr', birthDate: '2026-05-01', sex: 'male' });
const birthOf = (childNumber: number, story: Story): Story =>
  story.tell(
    'person-born',
    { birthDate: '2026-05-01', newIdentifier: born(`p_twin${childNumber}`) },
    { person: unborn(childNumber) },
  );

describe('given unborn twins', () => {
  const twins = (): Story => {
    const second = { caseId: 'c_2', person: unborn(2) };
    return supported(new Story(unborn(1)))
      .tell('support-granted', { measureId: 't_n', decisionDate: '2026-03-01' }, second)
      .tell('support-started', { measureId: 't_n', startDate: '2026-03-02' }, second);
  };

  test("IND-3.2.4c R9: one case a child, both on the mother's number; each gets its own child's once born", () => {
    expect(identifiers(twins())).toEqual(['p_mother', 'p_mother']);
    expect(identifiers(birthOf(1, twins()))).toEqual(['p_twin1', 'p_mother']);
    expect(identifiers(birthOf(2, birthOf(1, twins())))).toEqual(['p_twin1', 'p_twin2']);
    expect(twins().findings()).toEqual([]);
  });

  test('IND-3.2.4c SKE-2e SYS-two-children: both twins in one case are a finding', () => {
    const story = supported(new Story(unborn(1))).tell(
      'support-granted',
      { measureId: 't_n', decisionDate: '2026-03-01' },
      { person: unborn(2) },
    );
    expect(story.findings('2026-04-01')).toContain('SYS-two-children');
  });

  test("IND-3.2.5d: one that dies at birth stays on the mother's number, the other has its own", () => {
    const story = birthOf(2, birthOf(1, twins())).tell(
      'person-died',
      { deathDate: '2026-05-01', beforeOrAtBirth: true },
      { person: unborn(1) },
    );
    expect(identifiers(story)).toEqual(['p_mother', 'p_twin2']);
  });
});

describe('given a child that gets a number', () => {
  test.each(['substitute', 'anonymous', 'person-id'] as const)(
    'IND-3.2.3b IND-3.2.3c: support told on a number of the kind %s goes out on the CPR number from then on',
    (kind) => {
      const person: StoredPerson = { pseudonym: 'p_before', kind, birthDate: '2015-01-01', sex: 'female' };
      const story = supported(new Story(person));
      expect(identifiers(story)).toEqual(['p_before']);
      story.tell('identifier-changed', { newIdentifier: anna, fromDate: '2026-04-01' }, { person, id: 'changed' });
      expect(identifiers(story)).toEqual(['p_anna']);
      expect(identifiers(story.retract('changed'))).toEqual(['p_before']);
    },
  );

  test('IND-3.2.3b: a number that changes twice goes out as the last one', () => {
    const between: StoredPerson = { ...anna, pseudonym: 'p_between', kind: 'substitute' };
    const first: StoredPerson = { ...anna, pseudonym: 'p_first', kind: 'anonymous' };
    const story = supported(new Story(first))
      .tell('identifier-changed', { newIdentifier: anna, fromDate: '2026-06-01' }, { person: between })
      .tell('identifier-changed', { newIdentifier: between, fromDate: '2026-04-01' }, { person: first });
    expect(identifiers(story)).toEqual(['p_anna']);
  });

  test('IND-3.2.3b: a number changed and changed back goes out as the one it came back to', () => {
    const wrong: StoredPerson = { ...anna, pseudonym: 'p_wrong' };
    const story = supported(new Story(anna))
      .tell('identifier-changed', { newIdentifier: anna, fromDate: '2026-04-15' }, { person: wrong })
      .tell('identifier-changed', { newIdentifier: wrong, fromDate: '2026-04-01' }, { person: anna });
    expect(identifiers(story)).toEqual(['p_anna']);
    story.tell('identifier-changed', { newIdentifier: wrong, fromDate: '2026-05-01' }, { person: anna });
    expect(identifiers(story)).toEqual(['p_wrong']);
  });

  test('IND-3.2.5c IND-3.2.3c: the number of an unborn child may come with the start of its placement', () => {
    const story = supported(new Story(unborn(1))).tell('placement-started', {
      startDate: '2026-05-02',
      childIdentifier: born('p_twin1'),
    });
    expect(identifiers(story)).toEqual(['p_twin1']);
    expect(identifiers(story.tell('support-ceased', { measureId: 't_m', endDate: '2026-05-01' }))).toEqual(['p_twin1']);
  });

  test("IND-3.2.5e: a measure that ended before that birth stays on the mother's", () => {
    const story = supported(new Story(unborn(1)))
      .tell('support-ceased', { measureId: 't_m', endDate: '2026-04-30' })
      .tell('placement-started', { startDate: '2026-05-02', childIdentifier: born('p_twin1') });
    expect(identifiers(story)).toEqual(['p_mother']);
  });
});
