import { Story } from '../testing/story.js';
import { placed } from '../testing/usual.js';
import type { StoredPerson } from '../common/stored.js';

const young: StoredPerson = { pseudonym: 'p_young', kind: 'cpr', birthDate: '2008-04-15', sex: 'male' };
const leapling: StoredPerson = { pseudonym: 'p_leap', kind: 'cpr', birthDate: '2008-02-29', sex: 'female' };
const youth = (story: Story): Story =>
  story.tell('youth-stay-decided', { decisionDate: '2026-03-01', effectDate: '2026-04-15', stay: 'continued' });

describe('given the 18th birthday', () => {
  test('ANB-2.1i SKE-2d: a placement that runs past it without a stay 18-22 is a finding from that day on', () => {
    const story = placed(new Story(young));
    expect(story.findings('2026-04-14')).toEqual([]);
    expect(story.findings('2026-04-15')).toEqual(['ANB-2.1i']);
  });

  test('ANB-2.1i SKE-2d SKE-7h: a continued stay is code 7.2 and schema 3 event 1, and the placement runs on', () => {
    const story = youth(placed(new Story(young)));
    expect(story.extract.at(-1)).toBe('7.2 on 2026-04-15');
    expect(story.forms.at(-1)).toBe('schema 3, event 1 on 2026-04-15');
    expect(story.placements).toHaveLength(1);
    expect(story.findings('2030-01-01')).toEqual([]);
  });

  test('SKE-2d: from 18 on a move is schema 3 event 4 and the end event 5', () => {
    const story = youth(placed(new Story(young)))
      .tell('site-changed', { effectDate: '2026-06-01', change: 'site' })
      .tell('placement-ceased', { endDate: '2026-09-01', cessation: 'stay-ended', residenceAfter: '3' });
    expect(story.forms.slice(-2)).toEqual(['schema 3, event 4 on 2026-06-01', 'schema 3, event 5 on 2026-09-01']);
  });

  test('SYS-residence-after: an end from 18 on without residence after is a finding', () => {
    const story = youth(placed(new Story(young))).tell('placement-ceased', {
      endDate: '2026-09-01',
      cessation: 'stay-ended',
    });
    expect(story.findings('2026-10-01')).toEqual(['SYS-residence-after']);
  });

  test('SKE-2a SKE-2d SKE-2h: a stay re-established after the end is schema 3 event 3, code 7, another placement', () => {
    const story = youth(placed(new Story(young)))
      .tell('placement-ceased', { endDate: '2026-09-01', cessation: 'stay-ended', residenceAfter: '3' })
      .tell('youth-stay-decided', { decisionDate: '2026-11-01', effectDate: '2026-11-10', stay: 're-established' });
    expect(story.extract.at(-1)).toBe('7 on 2026-11-10');
    expect(story.forms.at(-1)).toBe('schema 3, event 3 on 2026-11-10');
    expect(story.placements).toHaveLength(2);
  });

  test('SKE-2h: re-established while the stay still runs is a finding', () => {
    const story = youth(placed(new Story(young))).tell('youth-stay-decided', {
      decisionDate: '2026-11-01',
      effectDate: '2026-11-10',
      stay: 're-established',
    });
    expect(story.findings('2026-12-01')).toEqual(['SKE-2h']);
  });

  test('SKE-X6 SKE-2c: a decision on aftercare before 18 is always reported: code 6, schema 2 event 6', () => {
    const story = new Story(young).tell('aftercare-decided', { decisionDate: '2025-09-01', outcome: 'refused' });
    expect(story.extract).toEqual(['6 on 2025-09-01']);
    expect(story.forms).toEqual(['schema 2, event 6 on 2025-09-01']);
  });

  test('SKE-X7: follow-up from 18 on goes into no form', () => {
    const story = youth(placed(new Story(young)));
    const before = story.forms.length;
    story.tell('placement-followed-up', { followUpDate: '2026-06-01' });
    expect(story.forms).toHaveLength(before);
  });

  test('a birthday on 29 February falls on 1 March where the year has none (H1)', () => {
    const story = placed(new Story(leapling)).correct('started', { startDate: '2026-02-05' });
    expect(story.findings('2026-02-28')).toEqual([]);
    expect(story.findings('2026-03-01')).toEqual(['ANB-2.1i']);
  });
});

describe('given the 23rd birthday', () => {
  test('SYS-stay-past-23: a stay that runs past it is a finding from that day on', () => {
    const story = youth(placed(new Story(young)));
    expect(story.findings('2031-04-14')).toEqual([]);
    expect(story.findings('2031-04-15')).toEqual(['SYS-stay-past-23']);
  });
});
