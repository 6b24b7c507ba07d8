import { Story, anna } from '../../libs/cases/testing/story.js';
import { placed, supported } from '../../libs/cases/testing/usual.js';
import { rowsOf, shown, versionsOf } from '../testing/fold.js';
import { projecting } from '../testing/projected.js';
import { findings } from './projection.js';
import { findingsView } from './view.js';

const rows = (story: Story) => rowsOf(findings, story, 'finding');
const measure = { measureId: 't_m' };

describe('a finding of a case', () => {
  test('IND-3.1d: has rule, severity, case and measure of the sender, and the events it speaks about', () => {
    const story = new Story().tell('support-ceased', { ...measure, endDate: '2026-06-30' }, { id: 'ceased' });
    const [ceased] = story.facts;
    expect(rows(story)).toMatchObject([
      {
        ...{ key: `IND-3.1d:${ceased!.id}`, reporter: '751', caseKey: 'c_1', person: 'p_anna', date: '', order: 1 },
        body: { rule: 'IND-3.1d', severity: 'error', roots: [ceased!.id], case: 'c_1', measure: 't_m' },
      },
    ]);
  });

  test('IND-3.2.1a: holds from the day on which it becomes true', () => {
    const story = supported(new Story({ ...anna, birthDate: '2008-05-10' }));
    expect(rows(story)).toMatchObject([{ date: '2026-05-10', body: { rule: 'IND-3.2.1a' } }]);
  });

  test('is one for one rule and one set of events, though a fold should say it twice', () => {
    const story = placed()
      .tell('placement-started', { startDate: '2026-03-01' })
      .tell('placement-decided', { decisionDate: '2026-03-01' });
    const keys = rows(story).map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(1);
    expect(keys).toEqual([...new Set(keys)]);
  });

  test('a case without anything wrong has none', () => {
    expect(rows(placed().tell('placement-ceased', { endDate: '2026-06-01', residenceAfter: '1' }))).toEqual([]);
  });
});

describe('over time', () => {
  const project = projecting();

  test('IND-3.1d: its history tells which event opened it and which resolved it', async () => {
    const story = supported(new Story().tell('support-ceased', { ...measure, endDate: '2026-06-30' }));
    const reader = (await project(story))['findings']!;
    const key = `IND-3.1d:${story.facts[0]!.id}`;
    expect(reader.history('finding', key).map(({ ordinal, gone }) => [ordinal, gone])).toEqual([
      [1, false],
      [3, true],
    ]);
    const open = (asOf: number) => [...reader.rows({ kind: 'finding', asOf })].map(({ body }) => body['rule']);
    expect([open(1), open(2), open(3)]).toEqual([['IND-3.1d'], expect.arrayContaining(['IND-3.1d']), []]);
  });
});

test('the view shows rule, severity, ids of the sender and since when', () => {
  const story = new Story().tell('support-ceased', { ...measure, endDate: '2026-06-30' });
  expect(shown(findingsView, versionsOf(findings, story, 'finding'))).toEqual([
    {
      ...{ reporter: '751', rule: 'IND-3.1d', severity: 'error', case: 'c_1', measure: 't_m', child: 'p_anna' },
      ...{ holds_from: null, events: [story.facts[0]!.id], known_since: 1 },
    },
  ]);
});
