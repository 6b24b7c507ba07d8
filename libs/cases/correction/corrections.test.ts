import { Story, anna } from '../testing/story.js';
import { placed } from '../testing/usual.js';

const starts = (story: Story): string[] => story.placements.map(({ startDate }) => startDate);

describe('given corrections and retractions', () => {
  test('SKE-7e R28: a correction replaces the whole content of its root', () => {
    expect(starts(placed().correct('started', { startDate: '2026-02-12' }))).toEqual(['2026-02-12']);
  });

  test('a correction of a correction targets the root; the last one told holds', () => {
    const story = placed()
      .correct('started', { startDate: '2026-02-12' })
      .correct('started', { startDate: '2026-02-14' });
    expect(starts(story)).toEqual(['2026-02-14']);
  });

  test('SKE-7f: a retraction takes the fact out; a later correction brings it back', () => {
    const story = placed().retract('started');
    expect(starts(story)).toEqual(['']);
    story.correct('started', { startDate: '2026-02-12' });
    expect(starts(story)).toEqual(['2026-02-12']);
  });

  test('a wrong start corrected after the true end arrived', () => {
    const story = placed()
      .tell('placement-ceased', { endDate: '2026-02-08', residenceAfter: '1' })
      .correct('started', { startDate: '2026-02-03' });
    expect(story.placements).toMatchObject([{ startDate: '2026-02-03', end: { date: '2026-02-08' } }]);
    expect(story.findings('2026-04-01')).toEqual([]);
  });

  test('SKE-7e R28: an addition fills what was blank; one that changes an answer is applied, and a finding', () => {
    const story = placed().correct('decided', { occasion: 'notification' }, { reason: 'addition' });
    expect(story.findings('2026-04-01')).toEqual([]);
    story.correct('decided', { causes: ['UDSLAG14', 'UDSLAG3'], occasion: 'notification' }, { reason: 'addition' });
    expect(story.findings('2026-04-01')).toEqual([]);
    story.correct('decided', { causes: ['UDSLAG3'], occasion: 'notification' }, { reason: 'addition' });
    expect(story.findings('2026-04-01')).toEqual(['SKE-7e']);
    expect(story.placements[0]!.causes).toEqual(['UDSLAG3']);
  });

  test('SKE-7e: an addition that leaves out what an earlier one filled in is a finding; a correction of an error is none', () => {
    const filled = (): Story => placed().correct('decided', { occasion: 'notification' }, { reason: 'addition' });
    expect(
      filled().correct('decided', { earlierPlacement: true }, { reason: 'addition' }).findings('2026-04-01'),
    ).toEqual(['SKE-7e']);
    expect(filled().correct('decided', { earlierPlacement: true }).findings('2026-04-01')).toEqual([]);
  });

  test('SKE-7e: what was retracted stands no more, so bringing it back overwrites nothing', () => {
    const story = placed().retract('started').correct('started', { startDate: '2026-02-12' }, { reason: 'addition' });
    expect(story.findings('2026-04-01')).toEqual([]);
    expect(starts(story)).toEqual(['2026-02-12']);
  });

  test('SYS-correction-waiting: a correction before its root waits, and applies when the root comes', () => {
    const whole = placed().correct('started', { startDate: '2026-02-12' });
    const early = whole.reordered([2, 0]);
    expect(early.findings('2026-04-01')).toEqual(['SYS-correction-waiting']);
    expect(starts(whole.reordered([2, 0, 1]))).toEqual(['2026-02-12']);
    expect(whole.reordered([2, 0, 1]).findings('2026-04-01')).toEqual([]);
  });

  test('SYS-correction-mismatch: another child, case or type is a finding and not applied', () => {
    const other = { ...anna, pseudonym: 'p_other' };
    const story = placed().correct('started', { startDate: '2026-02-12', person: other });
    expect(starts(story)).toEqual(['2026-02-10']);
    expect(story.findings('2026-04-01')).toEqual(['SYS-correction-mismatch']);
  });

  test('late and out of order: whatever order the events come in, the placement is the same', () => {
    const story = placed().tell('placement-ceased', { endDate: '2026-06-01', residenceAfter: '1' });
    for (const order of [
      [2, 1, 0],
      [1, 0, 2],
      [0, 2, 1],
      [2, 0, 1],
    ]) {
      expect(story.reordered(order).extract).toEqual(story.extract);
      expect(story.reordered(order).findings('2026-07-01')).toEqual([]);
    }
  });
});

describe('given several events of one day', () => {
  const day = '2026-02-10';

  test('by kind: decision, start, basis, site, cessation', () => {
    const story = new Story()
      .tell('placement-ceased', { endDate: day, residenceAfter: '1' })
      .tell('placement-started', { startDate: day })
      .tell('placement-decided', { decisionDate: day });
    expect(story.case.facts.map(({ type }) => type)).toEqual([
      'placement-decided',
      'placement-started',
      'placement-ceased',
    ]);
    expect(story.placements).toHaveLength(1);
  });

  test("by the sender's sequence when all of the day carry one", () => {
    const story = new Story()
      .tell('placement-decided', { decisionDate: day, caseSequence: 3 })
      .tell('placement-ceased', { endDate: day, caseSequence: 2, residenceAfter: '1' })
      .tell('placement-started', { startDate: day, caseSequence: 1 });
    expect(story.case.facts.map(({ type }) => type)).toEqual([
      'placement-started',
      'placement-ceased',
      'placement-decided',
    ]);
  });

  test('SYS-tie: two that only the event id orders are a finding', () => {
    const story = placed()
      .tell('placement-followed-up', { followUpDate: '2026-05-01' })
      .tell('placement-followed-up', { followUpDate: '2026-05-01' });
    expect(story.findings('2026-06-01')).toEqual(['SYS-tie']);
  });
});
