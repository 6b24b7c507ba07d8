import { Story } from '../testing/story.js';
import { fosterFamily, placed } from '../testing/usual.js';

const moved = (): Story =>
  placed().tell(
    'site-changed',
    { effectDate: '2026-05-01', change: 'site', site: fosterFamily('t_b') },
    { id: 'moved' },
  );
const changed = { decision: 'moved', decisionDate: '2026-06-15', outcome: 'changed', newSite: fosterFamily('t_a') };

describe('given an appealed move', () => {
  test('SKE-3b SKE-X4: effected and later changed, both are reported, each in a schema 2 of its own', () => {
    const story = moved()
      .tell('appeal-lodged', { decision: 'moved', appealDate: '2026-05-05' })
      .tell('appeal-decided', { ...changed, effected: true });
    expect(story.extract.slice(-2)).toEqual(['1 on 2026-05-01', '1 on 2026-06-15']);
    expect(story.forms.slice(-2)).toEqual(['schema 2, event 1 on 2026-05-01', 'schema 2, event 1 on 2026-06-15']);
  });

  test('SKE-X5: with suspensive effect only the effected decision is reported', () => {
    const story = moved()
      .tell('appeal-lodged', { decision: 'moved', appealDate: '2026-05-05', suspensive: true })
      .tell('appeal-decided', changed);
    expect(story.extract.filter((row) => row.startsWith('1 '))).toEqual(['1 on 2026-06-15']);
  });

  test('SKE-X5: not effected for other reasons it is not reported either; effected in spite of the appeal both are', () => {
    const moves = (lodged: object, decided: object) =>
      moved()
        .tell('appeal-lodged', { decision: 'moved', appealDate: '2026-05-05', ...lodged })
        .tell('appeal-decided', { ...changed, ...decided })
        .extract.filter((row) => row.startsWith('1 '));
    expect(moves({}, { effected: false })).toEqual(['1 on 2026-06-15']);
    expect(moves({ suspensive: true }, { effected: true })).toEqual(['1 on 2026-05-01', '1 on 2026-06-15']);
    expect(moves({ suspensive: true }, { outcome: 'annulled', newSite: undefined })).toEqual([]);
    expect(moves({ suspensive: true }, { outcome: 'upheld' })).toEqual(['1 on 2026-05-01']);
  });

  test('SKE-X4 SKE-X5: a changed basis likewise, and forced to voluntary on appeal is event 2', () => {
    const forced = (): Story =>
      placed()
        .correct('decided', { basis: { consent: '1' } })
        .tell('legal-basis-changed', { effectDate: '2026-05-01', basis: { consent: '2' } }, { id: 'forced' });
    const outcome = { decision: 'forced', decisionDate: '2026-06-15', outcome: 'changed', newBasis: { consent: '1' } };
    const effected = forced().tell('appeal-decided', { ...outcome, effected: true });
    expect(effected.extract.slice(2)).toEqual(['legal-basis-changed on 2026-05-01', '2 on 2026-06-15']);
    expect(effected.forms.slice(2)).toEqual(['schema 2, event 2 on 2026-06-15']);
    const never = forced().tell('appeal-decided', { ...outcome, effected: false });
    expect(never.extract.slice(2)).toEqual(['legal-basis-changed on 2026-06-15']);
    expect(never.forms.slice(2)).toEqual([]);
  });

  test('SKE-X5: changed after the return home, or before any start, the appeal moves no child and is no row or form', () => {
    const ended = moved().tell('placement-ceased', { endDate: '2026-06-01', residenceAfter: '1' });
    const before = [ended.extract, ended.forms, ended.placements[0]!.sites];
    ended.tell('appeal-decided', { ...changed, effected: true });
    expect([ended.extract, ended.forms, ended.placements[0]!.sites]).toEqual(before);
    const decided = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01' }, { id: 'decided' })
      .tell('appeal-decided', { ...changed, decision: 'decided', decisionDate: '2026-02-15' });
    expect(decided.extract).toEqual(['0.2 on 2026-02-01']);
    expect(decided.forms).toEqual(['schema 1, event 0 on 2026-02-01']);
  });

  test('SKE-X4: a child placed by a planned start is moved by the appeal like another', () => {
    const story = placed()
      .correct('started', { implementation: 'planned' })
      .tell('appeal-decided', { ...changed, decision: 'decided', newSite: fosterFamily('t_c') });
    expect(story.extract.at(-1)).toBe('1 on 2026-06-15');
    expect(story.placements[0]!.sites.map(({ site }) => site.reference)).toEqual(['t_a', 't_c']);
  });

  test('SKE-3b: an appeal upheld moves nothing', () => {
    const story = moved().tell('appeal-decided', { decision: 'moved', decisionDate: '2026-06-15', outcome: 'upheld' });
    expect(story.extract).toHaveLength(3);
    expect(story.forms).toHaveLength(3);
  });

  test('SKE-3b: a decision on an appeal of something never told is a finding', () => {
    const story = new Story().tell('appeal-decided', {
      decision: 'unknown',
      decisionDate: '2026-06-15',
      outcome: 'upheld',
    });
    expect(story.findings()).toEqual(['SKE-3b']);
  });

  test('SKE-3b: so it is while a placement runs, until the decision is told, and again when that is retracted', () => {
    const story = placed().tell('appeal-decided', { decision: 'moved', decisionDate: '2026-06-15', outcome: 'upheld' });
    expect(story.findings('2026-07-01')).toEqual(['SKE-3b']);
    story.tell('site-changed', { effectDate: '2026-05-01', site: fosterFamily('t_b') }, { id: 'moved' });
    expect(story.findings('2026-07-01')).toEqual([]);
    expect(story.retract('moved').findings('2026-07-01')).toEqual(['SKE-3b']);
  });
});

describe('given a schema filled with several events', () => {
  test('SKE-X3 R21: events of one report group are one schema 2', () => {
    const story = placed()
      .tell('placement-followed-up', { followUpDate: '2026-05-01', reportGroup: 't_group' })
      .tell('site-changed', {
        effectDate: '2026-05-01',
        change: 'site',
        site: fosterFamily('t_b'),
        reportGroup: 't_group',
      });
    expect(story.forms.at(-1)).toBe('schema 2, event 1 on 2026-05-01, event 3 on 2026-05-01');
  });

  test('SKE-X3: from 18 on they are one schema 3', () => {
    const grown = { pseudonym: 'p_grown', kind: 'cpr', birthDate: '2008-01-15', sex: 'male' } as const;
    const group = { reportGroup: 't_group' };
    const story = placed(new Story(grown))
      .tell('site-changed', { effectDate: '2026-05-01', change: 'site', site: fosterFamily('t_b'), ...group })
      .tell('placement-ceased', { endDate: '2026-05-01', cessation: 'stay-ended', residenceAfter: '3', ...group });
    expect(story.forms.at(-1)).toBe('schema 3, event 4 on 2026-05-01, event 5 on 2026-05-01');
  });

  test('SKE-2j R20: a start filled in schema 1 joins it, and waits as a finding until the decision is there', () => {
    const story = new Story().tell('placement-started', { startDate: '2026-02-10', reportedWithForm1: true });
    expect(story.forms).toEqual([]);
    expect(story.findings('2026-03-01')).toEqual(['ANB-2.1b', 'SKE-2j']);
    story.tell('placement-decided', { decisionDate: '2026-02-01' });
    expect(story.forms).toEqual(['schema 1, event 0 on 2026-02-01, event 0 on 2026-02-10']);
    expect(story.findings('2026-03-01')).toEqual([]);
  });

  test('SKE-7a R27: the serial number is the ordinal of the event that requires the form; a correction gives no new one', () => {
    const story = placed().correct('decided', { decisionDate: '2026-01-31' });
    expect(story.forms).toEqual(['schema 1, event 0 on 2026-01-31', 'schema 2, event 0 on 2026-02-10']);
  });

  test('SKE-7f R28: a retracted report takes its form out', () => {
    expect(placed().retract('started').forms).toEqual(['schema 1, event 0 on 2026-02-01']);
  });
});
