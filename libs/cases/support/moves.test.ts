import { identifierOf, readMeasures } from '../index.js';
import { Story, anna, mother } from '../testing/story.js';
import { fosterFamily, supported } from '../testing/usual.js';
import type { StoredPerson } from '../common/stored.js';

/** The same measure told by Odense, its start as given; both municipalities' facts in one story of the child. */
function movedTo(story: Story, startDate: string, child: StoredPerson = anna, started: object = {}): Story {
  const there = { reporter: '461', caseId: 'c_odense', person: child };
  const measure = { measureId: 't_there', pgf: '230', ...started };
  return story
    .tell('support-granted', { ...measure, decisionDate: startDate }, there)
    .tell('support-started', { ...measure, startDate, causes: ['UDSLAG3'] }, there);
}

const ends = (story: Story): string[][] =>
  story.cases.map((kase, index) => [kase.reporter, ...measuresOf(story, index).map(({ endDate }) => endDate)]);
const measuresOf = (story: Story, index: number) => readMeasures(story.cases[index]!).measures;

describe('given a child that is not placed and moves', () => {
  test('GEN-1.1.1d GEN-1.1.1e R4: ended here, started anew there, with a gap, it is two measures and nothing is wrong', () => {
    const story = movedTo(
      supported().tell('support-ceased', { measureId: 't_m', endDate: '2026-05-31' }),
      '2026-06-10',
    );
    expect(ends(story)).toEqual([
      ['751', '2026-05-31'],
      ['461', ''],
    ]);
    expect(measuresOf(story, 1)).toMatchObject([{ id: 't_there', startDate: '2026-06-10' }]);
    expect(story.childFindings()).toEqual([]);
  });

  test('GEN-1.1.1d R4: what starts there ends nothing here; it still runs, and that is a finding until its end is told', () => {
    const story = movedTo(supported(), '2026-06-10');
    expect(ends(story)).toEqual([
      ['751', ''],
      ['461', ''],
    ]);
    expect(story.childFindings()).toEqual(['GEN-1.1.1d']);
    story.tell('support-ceased', { measureId: 't_m', endDate: '2026-06-10' });
    expect(story.childFindings()).toEqual([]);
  });

  test('IND-3.2.6b: support of the parent under § 75 is reported where the parent lives, whatever runs for the child', () => {
    expect(movedTo(supported(), '2026-06-10', anna, { section75: true }).childFindings()).toEqual([]);
    expect(movedTo(supported(new Story(), { section75: true }), '2026-06-10').childFindings()).toEqual([]);
  });

  test('R4: two measures that run beside each other in one municipality are no move', () => {
    const second = { measureId: 't_n', startDate: '2026-06-10', pgf: '430' };
    expect(supported().tell('support-started', second).childFindings()).toEqual([]);
  });
});

describe('given a young person placed in another municipality who stays there after 18', () => {
  const young: StoredPerson = { pseudonym: 'p_young', kind: 'cpr', birthDate: '2008-05-10', sex: 'male' };
  const here = (): Story =>
    supported(new Story(young))
      .tell('placement-decided', { decisionDate: '2026-03-01' })
      .tell('placement-started', { startDate: '2026-03-02', site: fosterFamily('t_a', { municipality: '461' }) });

  test('IND-3.2.7c IND-3.2.7d: the placing municipality reports until the birthday and then closes; the other one starts anew', () => {
    const story = movedTo(here(), '2026-05-10', young, { pgf: '275' });
    expect(story.findings('2026-05-09')).toEqual([]);
    expect(story.findings('2026-05-10')).toContain('IND-3.2.1a');
    expect(story.childFindings()).toEqual(['GEN-1.1.1d']);
    story
      .tell('support-ceased', { measureId: 't_m', endDate: '2026-05-09', ageLimit: '18' })
      .tell('placement-ceased', { endDate: '2026-05-10', residenceAfter: '3' });
    expect(story.findings('2031-05-09')).toEqual([]);
    expect(story.childFindings()).toEqual([]);
    expect(ends(story)).toEqual([
      ['751', '2026-05-09'],
      ['461', ''],
    ]);
  });

  test('IND-3.2.7f: decided under § 120 the duty stays, and the placing municipality reports on', () => {
    const stay = { decisionDate: '2026-04-01', effectDate: '2026-05-10', stay: 'continued', provision: 'BL-120' };
    const story = here()
      .tell('support-ceased', { measureId: 't_m', endDate: '2026-05-09', ageLimit: '18' })
      .tell('youth-stay-decided', stay)
      .tell('support-started', { measureId: 't_youth', startDate: '2026-05-10', pgf: '275' });
    expect(story.findings('2031-05-09')).toEqual([]);
    expect(story.childFindings()).toEqual([]);
    expect(story.extract.at(-1)).toBe('7.2 on 2026-05-10');
  });

  test('IND-3.2.7g: moved at 18 from the site to another offer, youth support is reported by the placing municipality', () => {
    const story = here()
      .tell('support-ceased', { measureId: 't_m', endDate: '2026-05-09', ageLimit: '18' })
      .tell('placement-ceased', { endDate: '2026-05-10', cessation: 'end', residenceAfter: '3' })
      .tell('support-started', { measureId: 't_youth', startDate: '2026-05-10', pgf: '275' });
    expect(story.findings('2031-05-09')).toEqual([]);
    expect(ends(story)).toEqual([['751', '2026-05-09', '']]);
  });

  test('IND-3.2.7a GEN-1.1.1c: what each municipality told stays its own', () => {
    const story = movedTo(here(), '2026-05-10', young, { pgf: '275' });
    expect(
      story.cases.map(({ reporter, facts }) => [reporter, ...new Set(facts.map((fact) => fact.reporter))]),
    ).toEqual([
      ['751', '751'],
      ['461', '461'],
    ]);
  });
});

describe('given an expecting mother who moves before the birth', () => {
  const unborn: StoredPerson = { pseudonym: 'p_unborn', kind: 'unborn', mother };
  const child: StoredPerson = { pseudonym: 'p_child', kind: 'cpr', birthDate: '2026-06-01', sex: 'female' };

  test("IND-3.2.5b: the case here stays on the mother's number, though the birth is told there", () => {
    const story = supported(new Story(unborn)).tell('support-ceased', { measureId: 't_m', endDate: '2026-05-01' });
    movedTo(story, '2026-05-02', unborn).tell(
      'person-born',
      { birthDate: '2026-06-01', newIdentifier: child },
      { person: unborn, reporter: '461' },
    );
    expect(story.cases.map((kase) => [kase.reporter, identifierOf(kase, readMeasures(kase).measures[0]!)])).toEqual([
      ['751', 'p_mother'],
      ['461', 'p_child'],
    ]);
  });
});

describe('given a change of case system', () => {
  const again = { measureId: 't_new', startDate: '2026-03-02', pgf: '230' };
  const anew = { caseId: 'c_2', system: 'new-system' };

  test('GEN-1.4d: a measure told by both systems is a finding, in joined cases and in cases that nothing joins', () => {
    const joined = supported()
      .tell('case-continued-as', { caseId: 'c_1', newCaseId: 'c_2', changeDate: '2026-04-01' })
      .tell('support-started', { ...again, measureId: 't_m', startDate: '2026-04-01' }, anew);
    expect(joined.findings('2026-05-01')).toEqual(['GEN-1.4d']);
    expect(joined.measures).toHaveLength(1);
    expect(supported().tell('support-started', again, anew).childFindings()).toEqual(['GEN-1.4d']);
  });

  test('GEN-1.4d: another measure, another start, an end before it or the same system is no duplicate', () => {
    const other = (started: object, told: object = anew) =>
      supported()
        .tell('support-started', { ...again, ...started }, told)
        .childFindings();
    expect(other({ pgf: '430' })).toEqual([]);
    expect(other({ startDate: '2026-03-03' })).toEqual([]);
    expect(other({ endDate: '2026-03-02' })).toEqual([]);
    expect(other({}, { caseId: 'c_2' })).toEqual([]);
  });
});
