import { guardianOf, identifierOf, isReportedChange, secondPersonOf, type LiveFact } from '../index.js';
import { Story, mother } from '../testing/story.js';
import { supported } from '../testing/usual.js';
import type { StoredPerson } from '../common/stored.js';

const measure = { measureId: 't_m' };
const pNumber = '1003388394';
const departmentId = '0b52c2f0-37ba-4d0e-8a4f-5d2a9b7f6c11';
const ceased = (endDate: string, more: object = {}) => ({ ...measure, endDate, ...more });

describe('given a support measure', () => {
  test('IND-3.1a IND-3.1b IND-3.1d: started and ceased it has a start and an end', () => {
    const story = supported().tell('support-ceased', ceased('2026-06-30'));
    expect(story.measures).toMatchObject([{ id: 't_m', startDate: '2026-03-02', endDate: '2026-06-30', pgf: '230' }]);
    expect(story.findings()).not.toContain('IND-3.1d');
  });

  test('IND-3.1d: a cessation without a start is a finding that the start resolves', () => {
    const story = new Story().tell('support-ceased', ceased('2026-06-30'));
    expect(story.findings()).toEqual(['IND-3.1d']);
    expect(supported(story).findings()).toEqual([]);
  });

  test('IND-3.1b: a second start, or a change without one, is a finding', () => {
    const twice = supported().tell('support-started', { ...measure, startDate: '2026-05-01' });
    expect(twice.findings('2026-06-01')).toEqual(['IND-3.1b']);
    expect(
      new Story().tell('offer-changed', { ...measure, changeDate: '2026-05-01', departmentId: 'x' }).findings(),
    ).toEqual(['IND-3.1b']);
  });

  test('IND-3.2.3a: a changed period gives the new start and end', () => {
    const story = supported().tell('period-changed', {
      ...measure,
      changeDate: '2026-04-01',
      newStart: '2026-03-05',
      newEnd: '2026-12-31',
    });
    expect(story.measures).toMatchObject([{ startDate: '2026-03-05', endDate: '2026-12-31' }]);
  });

  test('IND-3.2.3a: a new end alone leaves the start; a new start starts nothing that was not started', () => {
    const longer = supported().tell('period-changed', { ...measure, changeDate: '2026-04-01', newEnd: '2026-12-31' });
    expect(longer.measures).toMatchObject([{ startDate: '2026-03-02', endDate: '2026-12-31' }]);
    const never = new Story()
      .tell('support-granted', { ...measure, decisionDate: '2026-03-01' })
      .tell('period-changed', { ...measure, changeDate: '2026-04-01', newStart: '2026-03-05' });
    expect(never.measures).toMatchObject([{ startDate: '', endDate: '' }]);
  });

  test('IND-3.2.3a IND-3.1e: a change dated before the start, as one whose start was corrected to a later day, changes what the start said', () => {
    const story = supported()
      .tell('measure-code-changed', { ...measure, fromDate: '2026-03-10', pgf: '430' })
      .tell('period-changed', { ...measure, changeDate: '2026-03-10', newEnd: '2026-12-31' })
      .correct('support', { startDate: '2026-03-15', endDate: '2026-06-30' });
    expect(story.measures).toMatchObject([{ startDate: '2026-03-15', endDate: '2026-12-31', pgf: '430' }]);
    story.tell('period-changed', { ...measure, changeDate: '2026-03-01', newStart: '2026-03-01' });
    expect(story.measures).toMatchObject([{ startDate: '2026-03-01', endDate: '2026-12-31', pgf: '430' }]);
  });

  test('IND-3.1e: a changed measure code holds after the change', () => {
    const story = supported().tell('measure-code-changed', { ...measure, fromDate: '2026-04-01', pgf: '430' });
    expect(story.measures[0]!.pgf).toBe('430');
  });

  test('SYS-end-before-start: an end before the start is a finding', () => {
    expect(supported().tell('support-ceased', ceased('2026-03-01')).findings()).toEqual(['SYS-end-before-start']);
  });

  test('SYS-two-ends: two cessations in force are a finding', () => {
    const story = supported().tell('support-ceased', ceased('2026-05-01')).tell('support-ceased', ceased('2026-06-01'));
    expect(story.findings()).toEqual(['SYS-two-ends']);
  });

  test('IND-3.2.9.3a IND-3.2.9.3b R10: a § 30 measure with unknown end ends on its start, corrected later', () => {
    const story = supported(new Story(), { pgf: '405', endDate: '2026-03-02' });
    expect(story.measures).toMatchObject([{ startDate: '2026-03-02', endDate: '2026-03-02' }]);
    expect(story.findings()).toEqual([]);
    story.correct('support', { endDate: '2026-05-31' });
    expect(story.measures[0]!.endDate).toBe('2026-05-31');
  });

  test('IND-3.2.9.4a R3: granted and not started waits; closed as never started it is at rest; never both', () => {
    const story = new Story().tell('support-granted', { ...measure, decisionDate: '2026-03-01' });
    expect(story.findings()).toEqual(['IND-3.2.9.4a']);
    story.tell('support-closed-never-started', { ...measure, closingDate: '2026-04-01' });
    expect(story.findings()).toEqual([]);
    const both = supported().tell('support-closed-never-started', { ...measure, closingDate: '2026-04-01' });
    expect(both.findings('2026-05-01')).toEqual(['IND-3.2.9.4a']);
  });

  test('IND-3.2.7e: youth support refused under § 114 closes the case', () => {
    const story = new Story()
      .tell('support-granted', { ...measure, decisionDate: '2026-03-01' })
      .tell('support-closed-never-started', { ...measure, closingDate: '2026-04-01', refused114: true });
    expect(story.measures[0]!.closed).toBeDefined();
    expect(story.findings()).toEqual([]);
  });

  test('IND-3.2.8a ANB-2.2.5a: support runs on through a placement and past its end, as a measure of its own decision', () => {
    const story = supported().tell('placement-decided', { decisionDate: '2026-03-10' });
    story.tell('placement-started', { startDate: '2026-03-12' });
    expect(story.measures).toMatchObject([{ granted: { date: '2026-03-01' }, startDate: '2026-03-02', endDate: '' }]);
    story.tell('placement-ceased', { endDate: '2026-05-01' }).tell('support-ceased', ceased('2026-06-30'));
    expect(story.measures).toMatchObject([{ startDate: '2026-03-02', endDate: '2026-06-30' }]);
    expect(story.placements).toMatchObject([{ startDate: '2026-03-12', end: { date: '2026-05-01' } }]);
    expect(story.findings()).toEqual([]);
  });

  test('IND-3.2.9.1a: every decisive factor of the measure is kept', () => {
    expect(supported(new Story(), { causes: ['UDSLAG3', 'UDSLAG9'] }).measures[0]!.causes).toEqual([
      'UDSLAG3',
      'UDSLAG9',
    ]);
  });

  test('IND-3.2.9.2a R5: "Andet" gives a warning', () => {
    expect(supported(new Story(), { causes: ['UDSLAG16'] }).findings('2026-05-01')).toEqual(['IND-3.2.9.2a']);
  });

  test('IND-3.2.10a IND-3.2.10b IND-3.2.10e R6: an offer that must appear needs P-number and UUID, for the measures named', () => {
    const started = (pgf: string, more: object = {}) =>
      supported(new Story(), { pgf, mustAppear: true, ...more }).findings('2026-05-01');
    expect(started('225')).toEqual(['IND-3.2.10a']);
    expect(started('225', { pNumber, departmentId })).toEqual([]);
    expect(started('230')).toEqual([]);
  });

  test('IND-3.2.10c IND-3.2.10e R6: a new department needs its P-number and its UUID, for the measures named', () => {
    const changed = (pgf: string, department: object) =>
      supported(new Story(), { pgf }).tell('offer-changed', { ...measure, changeDate: '2026-05-01', ...department });
    expect(changed('225', { pNumber }).findings('2026-05-02')).toEqual(['IND-3.2.10c']);
    expect(changed('225', { departmentId }).findings('2026-05-02')).toEqual(['IND-3.2.10c']);
    expect(changed('225', { pNumber, departmentId }).findings('2026-05-02')).toEqual([]);
    expect(changed('230', { pNumber }).findings('2026-05-02')).toEqual([]);
  });

  test('IND-3.1c: a change is reported only of an offer that must appear on Tilbudsportalen; of another nothing is missing', () => {
    const changed = (start: object, department: object) => {
      const story = supported(new Story(), { pgf: '225', ...start });
      story.tell('offer-changed', { ...measure, changeDate: '2026-05-01', ...department });
      const change = story.case.facts.at(-1) as LiveFact<'offer-changed'>;
      return [isReportedChange(story.measures[0]!, change), ...story.findings('2026-05-02')];
    };
    expect(changed({}, {})).toEqual([false]);
    expect(changed({}, { pNumber, departmentId })).toEqual([true]);
    expect(changed({ mustAppear: true, pNumber, departmentId }, {})).toEqual([true, 'IND-3.2.10c']);
  });

  test('GEN-1.4e: a migrated measure without its original start is a finding', () => {
    expect(supported(new Story(), { origin: { kind: 'migrated' } }).findings('2026-05-01')).toEqual(['GEN-1.4e']);
  });
});

describe('given the age limits of support', () => {
  const child = (birthDate: string): StoredPerson => ({ pseudonym: 'p_c', kind: 'cpr', birthDate, sex: 'male' });

  test('IND-3.2.1a R11: support that runs past 18 is a finding from the birthday on', () => {
    const story = supported(new Story(child('2008-05-10')));
    expect(story.findings('2026-05-09')).toEqual([]);
    expect(story.findings('2026-05-10')).toEqual(['IND-3.2.1a']);
  });

  test('IND-3.2.1a R11: an agreed end past the birthday is none, one before it is', () => {
    const until = (endDate: string) => supported(new Story(child('2008-05-10')), { endDate }).findings('2026-05-10');
    expect(until('2026-05-10')).toEqual(['IND-3.2.1a']);
    expect(until('2026-05-09')).toEqual([]);
  });

  test('IND-3.2.1a R11: an end reported after the birthday is taken; an economic measure has no end age', () => {
    const late = supported(new Story(child('2008-05-10'))).tell('support-ceased', ceased('2026-06-01'));
    expect(late.findings('2026-07-01')).toEqual([]);
    expect(supported(new Story(child('2008-05-10')), { pgf: '445' }).findings('2026-07-01')).toEqual([]);
    const after = supported(new Story(child('2008-05-10')), { startDate: '2026-05-10' });
    expect(after.findings('2026-07-01')).toEqual([]);
  });

  test('IND-3.2.1b: ended by the age limit, the last day is the one before the birthday', () => {
    const end = (day: string) =>
      supported(new Story(child('2008-05-10')))
        .tell('support-ceased', ceased(day, { ageLimit: '18' }))
        .findings();
    expect(end('2026-05-09')).toEqual([]);
    expect(end('2026-05-10')).toEqual(['IND-3.2.1b']);
  });

  test('IND-3.2.2a IND-3.2.2b R11: youth support runs to 23, its contact person of code 272 to 19', () => {
    const youth = (pgf: string) => supported(new Story(child('2007-05-10')), { pgf });
    expect(youth('275').findings('2030-05-09')).toEqual([]);
    expect(youth('275').findings('2030-05-10')).toEqual(['IND-3.2.2a']);
    const ended = youth('275').tell('support-ceased', ceased('2030-05-10', { ageLimit: '23' }));
    expect(ended.findings()).toEqual(['IND-3.2.2b']);
    expect(youth('272').findings('2026-05-10')).toEqual(['R11']);
  });
});

describe('given whom a measure is registered on', () => {
  const unborn: StoredPerson = { pseudonym: 'p_unborn', kind: 'unborn', mother };
  const child: StoredPerson = { pseudonym: 'p_child', kind: 'cpr', birthDate: '2026-05-01', sex: 'male' };
  const identifier = (story: Story): string => identifierOf(story.case, story.measures[0]!);
  const born = (story: Story): Story =>
    story.tell('person-born', { birthDate: '2026-05-01', newIdentifier: child }, { person: unborn });

  test("IND-3.2.4a: the child's number", () => expect(identifier(supported())).toBe('p_anna'));

  test("IND-3.2.5a IND-3.2.5c IND-3.2.3c: an expecting mother's, then the born child's", () => {
    const story = supported(new Story(unborn));
    expect(identifier(story)).toBe('p_mother');
    expect(identifier(born(story))).toBe('p_child');
  });

  test("IND-3.2.5d: the mother's when the child died before or at birth", () => {
    const story = born(supported(new Story(unborn)));
    story.tell('person-died', { deathDate: '2026-05-01', beforeOrAtBirth: true }, { person: unborn });
    expect(identifier(story)).toBe('p_mother');
  });

  test("IND-3.2.5e IND-3.2.5b: the mother's when the measure ended before the birth", () => {
    const story = supported(new Story(unborn)).tell('support-ceased', ceased('2026-04-01'));
    expect(identifier(born(story))).toBe('p_mother');
  });

  test('IND-3.2.4b IND-3.2.4c R8: parent and child in one measure: the child is its key, the parent the second person', () => {
    const story = supported(new Story(), { secondPerson: { role: 'parent', person: mother } });
    expect(identifier(story)).toBe('p_anna');
    expect(secondPersonOf(story.case, story.measures[0]!)).toEqual({ role: 'parent', person: 'p_mother' });
  });

  test('IND-3.2.6a IND-3.2.6b R13: § 75 support goes on the number it was told on, the parent’s when the child’s is unknown', () => {
    expect(identifier(supported(new Story(mother), { section75: true }))).toBe('p_mother');
    expect(identifier(supported(new Story(), { section75: true }))).toBe('p_anna');
  });

  test('the guardian of L201: a guardian, else who has custody, else the child itself', () => {
    const aunt: StoredPerson = { pseudonym: 'p_aunt', kind: 'cpr' };
    const guardian = (story: Story): string => guardianOf(story.case, story.measures[0]!);
    const story = supported();
    expect(guardian(story)).toBe('p_anna');
    story.tell('person-related', { relation: 'custody-holder', other: mother });
    expect(guardian(story)).toBe('p_mother');
    story.tell('person-related', { relation: 'guardian', other: aunt, from: '2026-01-01' });
    expect(guardian(story)).toBe('p_aunt');
    story.tell('person-related', {
      relation: 'guardian',
      other: { ...aunt, pseudonym: 'p_uncle' },
      from: '2025-01-01',
    });
    expect(guardian(story)).toBe('p_aunt');
    story.tell('person-related', { relation: 'guardian', from: '2026-06-01' });
    expect(guardian(story)).toBe('p_aunt');
  });

  test('a guardian until the day before the measure began is none of it, one until its first day is', () => {
    const until = (to: string): string => {
      const story = supported().tell('person-related', { relation: 'guardian', other: mother, to });
      return guardianOf(story.case, story.measures[0]!);
    };
    expect(['2026-03-01', '2026-03-02'].map(until)).toEqual(['p_anna', 'p_mother']);
  });
});
