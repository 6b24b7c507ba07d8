import { Story } from '../../libs/cases/testing/story.js';
import { reporterFindingsView } from '../findings/view.js';
import { rowsOf, shown, versionsOf } from '../testing/fold.js';
import { projecting } from '../testing/projected.js';
import { reporters } from './projection.js';

const described = (story: Story, name: string, sentAt?: string, id = name): Story =>
  story.tell('reporter-described', { name, ...(sentAt && { sentAt }) }, { id });

const row = (story: Story) => rowsOf(reporters, story, 'reporter')[0];
const nameOf = (story: Story) => row(story)?.body['name'];
const rules = (story: Story) => rowsOf(reporters, story, 'finding').map(({ body }) => body['rule']);

describe('what a reporter said of itself', () => {
  test('GEN-1.1b: is one row: name, CVR number, contacts, system', () => {
    const story = new Story().tell('reporter-described', {
      ...{ name: 'Aarhus Kommune', cvr: '55133018', systemName: 'Case system', systemVersion: '4.2' },
      contacts: [{ kind: 'professional', name: 'Familieafdelingen', email: 'statistik@example.dk' }],
    });
    expect(row(story)).toMatchObject({
      ...{ key: '751', reporter: '751', person: '', caseKey: '', date: '' },
      body: {
        ...{ name: 'Aarhus Kommune', cvr: '55133018', systemName: 'Case system', systemVersion: '4.2' },
        contacts: [{ kind: 'professional', name: 'Familieafdelingen', email: 'statistik@example.dk' }],
      },
    });
    expect(rules(story)).toEqual([]);
  });

  test('the description sent last counts, in whatever order they came', () => {
    const early = '2026-01-01T10:00:00+01:00';
    const late = '2026-01-01T09:30:00Z';
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const story = described(described(new Story(), 'first', early), 'second', late).reordered(order);
      expect(nameOf(story)).toBe('second');
      expect(rules(story)).toEqual([]);
    }
  });

  test('SYS-tie: two that no time orders are a finding, and the same one counts in either order', () => {
    const story = described(described(new Story(), 'first'), 'second');
    expect(rules(story)).toEqual(['SYS-tie']);
    expect(nameOf(story.reordered([1, 0]))).toBe(nameOf(story));
    expect(rules(described(story, 'third', '2026-01-01T10:00:00Z'))).toEqual([]);
  });

  test('a correction replaces it, a retraction brings back the one before', () => {
    const story = described(described(new Story(), 'first', '2026-01-01T10:00:00Z'), 'second', '2026-02-01T10:00:00Z');
    expect(nameOf(story.correct('second', { name: 'third' }))).toBe('third');
    expect(nameOf(story.retract('second'))).toBe('first');
    expect(row(story.retract('first'))).toBeUndefined();
  });

  test('is asked for as of an ordinal, as an envelope needs it', async () => {
    const story = described(described(new Story(), 'first', '2026-01-01T10:00:00Z'), 'second', '2026-02-01T10:00:00Z');
    const reader = (await project(story))['reporters']!;
    const name = (asOf: number) =>
      [...reader.rows({ kind: 'reporter', reporter: '751', asOf })].map(({ body }) => body['name']);
    expect([name(1), name(2)]).toEqual([['first'], ['second']]);
  });

  const project = projecting();
});

test('the view shows what is wrong with descriptions', () => {
  const story = described(described(new Story(), 'first'), 'second');
  expect(shown(reporterFindingsView, versionsOf(reporters, story, 'finding'))).toMatchObject([
    { reporter: '751', rule: 'SYS-tie', severity: 'information', child: '', case: '' },
  ]);
});
