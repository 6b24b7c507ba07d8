import { Story } from '../../libs/cases/testing/story.js';
import { fosterFamily, placed } from '../../libs/cases/testing/usual.js';
import { rowsOf, shown, versionsOf } from '../testing/fold.js';
import { projecting } from '../testing/projected.js';
import { placements } from './projection.js';
import { placementsView, sitePeriodsView } from './view.js';

const spells = (story: Story) => rowsOf(placements, story, 'placement');
const periods = (story: Story) =>
  rowsOf(placements, story, 'site-period').map(({ date, until, body }) => [date, until, body['began']]);

describe('a placement spell', () => {
  test('ANB-2.1c ANB-2.1f: runs from its start to its end', () => {
    const story = placed();
    expect(spells(story)).toMatchObject([
      { key: '1', date: '2026-02-10', until: '', person: 'p_anna', caseKey: 'c_1', order: 1 },
    ]);
    story.tell('placement-ceased', { endDate: '2026-06-01', residenceAfter: '1' });
    expect(spells(story)).toMatchObject([
      { until: '2026-06-01', body: { end: { how: 'return-home', reason: 'other', residenceAfter: '1' } } },
    ]);
  });

  test('R2: a planned start counts from its date, and the actual one takes its place', () => {
    const story = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('placement-started', { startDate: '2026-03-01', implementation: 'planned' });
    expect(spells(story)).toMatchObject([{ date: '2026-03-01', body: { planned: true } }]);
    story.tell('placement-started', { startDate: '2026-03-05', implementation: 'actual' });
    expect(spells(story)).toMatchObject([{ key: '1', date: '2026-03-05', body: { planned: false } }]);
    expect(rowsOf(placements, story, 'site-period')).toMatchObject([{ key: '2', date: '2026-03-05' }]);
  });

  test('a decision alone has no day, and the view leaves it out', () => {
    const story = new Story().tell('placement-decided', { decisionDate: '2026-02-01' });
    expect(spells(story)).toMatchObject([{ date: '', body: { decisionDate: '2026-02-01' } }]);
    expect(shown(placementsView, versionsOf(placements, story, 'placement'))).toEqual([]);
  });

  test('SKE-2h: a placement after a return home is another spell', () => {
    const story = placed()
      .tell('placement-ceased', { endDate: '2026-06-01' })
      .tell('placement-decided', { decisionDate: '2026-08-01' })
      .tell('placement-started', { startDate: '2026-08-10' });
    expect(spells(story).map(({ key, date, until }) => [key, date, until])).toEqual([
      ['1', '2026-02-10', '2026-06-01'],
      ['4', '2026-08-10', ''],
    ]);
  });

  test('a late decision does not move the key of the spell that has an earlier fact', () => {
    const story = new Story()
      .tell('placement-started', { startDate: '2026-02-10' })
      .tell('placement-decided', { decisionDate: '2026-02-01' });
    expect(spells(story)).toMatchObject([{ key: '1', date: '2026-02-10' }]);
  });
});

describe('the periods at each site', () => {
  test('ANB-2.1d ANB-2.2.2c: follow each other, from foster family to foster family too', () => {
    const story = placed()
      .tell('site-changed', { effectDate: '2026-03-01', site: fosterFamily('t_b') })
      .tell('site-changed', { effectDate: '2026-04-01', change: 'department', site: fosterFamily('t_b') })
      .tell('placement-ceased', { endDate: '2026-06-01' });
    expect(periods(story)).toEqual([
      ['2026-02-10', '2026-03-01', 'start'],
      ['2026-03-01', '2026-04-01', 'site'],
      ['2026-04-01', '2026-06-01', 'department'],
    ]);
    expect(spells(story)).toMatchObject([{ body: { sites: 3, site: { reference: 't_b' } } }]);
    expect(shown(sitePeriodsView, versionsOf(placements, story, 'site-period'))[1]).toMatchObject({
      ...{ from: '2026-03-01', until: '2026-04-01', began: 'site', site_type: '21' },
    });
  });

  test('ANB-2.2.8a R7: a foster family of another type begins no period', () => {
    const story = placed().tell('foster-family-status-changed', {
      changeDate: '2026-03-01',
      site: fosterFamily('t_a', { type: '23' }),
    });
    expect(periods(story)).toEqual([['2026-02-10', '', 'start']]);
    expect(spells(story)).toMatchObject([{ body: { site: { type: '23' } } }]);
  });
});

describe('the stock of placed children on a day', () => {
  const project = projecting();

  test('holds who was placed then, as believed at any ordinal', async () => {
    const story = placed();
    placed(new Story({ pseudonym: 'p_bo', kind: 'cpr' }, '751', 'c_bo')).facts.forEach((fact) =>
      story.facts.push({ ...fact, ordinal: story.facts.length + 1, id: fact.id.replace(/^..../, 'b0b0') }),
    );
    story.tell('placement-ceased', { endDate: '2026-06-01' });
    const reader = (await project(story))['placements']!;
    const stock = (on: string, asOf = 5): unknown[] =>
      shown(placementsView, [...reader.rows({ kind: 'placement', on, asOf })]).map(({ child }) => child);
    expect(stock('2026-02-09')).toEqual([]);
    expect(stock('2026-02-10')).toEqual(['p_anna', 'p_bo']);
    expect(stock('2026-05-31')).toEqual(['p_anna', 'p_bo']);
    expect(stock('2026-06-01')).toEqual(['p_bo']);
    expect(stock('2026-06-01', 4)).toEqual(['p_anna', 'p_bo']);
    expect(stock('2026-06-01', 2)).toEqual(['p_anna']);
  });
});
