import { Story, mother } from '../libs/cases/testing/story.js';
import { supported } from '../libs/cases/testing/usual.js';
import { projecting } from './testing/projected.js';
import { wholeFollowUp, wholeYouth } from './testing/whole-cases.js';
import { allProjections, statisticsOf, viewNamed, views } from './index.js';
import type { View } from './view.js';

const project = projecting();

/** A follow-up, support with everything told of it, a hand-over that waits, a correction, and a reporter described twice. */
const everything = (): Story => {
  const story = supported(wholeFollowUp(), {
    ...{ pNumber: '1003388394', departmentId: 'uuid', section75: true, endDate: '2026-12-31' },
    secondPerson: { role: 'parent', person: mother },
  });
  for (const fact of wholeYouth().facts)
    story.facts.push({
      ...fact,
      ordinal: story.facts.length + 1,
      id: fact.id.replace(/^.{8}/, 'aaaaaaaa'),
      subject: fact.subject.replace('c_1', 'c_2'),
      stream: fact.stream.replace('c_1', 'c_2'),
    });
  return story
    .correct('started', { startDate: '2026-02-11' })
    .tell('support-ceased', { measureId: 't_never', endDate: '2026-06-30' })
    .tell('reporter-described', {})
    .tell('reporter-described', {});
};

const isCell = (value: unknown): boolean =>
  value === null ||
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) && value.every((one) => typeof one === 'string'));

/** A nested value that was written out as JSON is no cell either. */
const holdsJson = (value: unknown): boolean => [value].flat().some((one) => /^[[{]/.test(String(one)));

const cellsOf = (view: View, rows: Iterable<Parameters<View['columns'][number]['value']>[0]>) =>
  [...rows]
    .filter((row) => view.where?.(row) ?? true)
    .map((row) => view.columns.map((column) => [column.name, column.value(row)] as const));

describe('every view', () => {
  test('has rows of real cases, whose cells are texts, numbers, yes or no, or lists of texts', async () => {
    const readers = await project(everything());
    for (const view of views) {
      const cells = cellsOf(view, readers[view.projection]!.rows({ kind: view.kind }));
      expect([view.name, cells.length > 0]).toEqual([view.name, true]);
      expect([view.name, cells.flat().filter(([, value]) => !isCell(value) || holdsJson(value))]).toEqual([
        view.name,
        [],
      ]);
    }
  });

  test('has no column that real rows leave empty', async () => {
    const readers = await project(everything());
    for (const view of views) {
      const rows = cellsOf(view, readers[view.projection]!.rows({ kind: view.kind }));
      const filled = new Set(rows.flat().flatMap(([name, value]) => (isEmpty(value) ? [] : [name])));
      const empty = view.columns.map(({ name }) => name).filter((name) => !filled.has(name));
      expect([view.name, empty.filter((name) => !(mayBeEmpty[view.name] ?? []).includes(name))]).toEqual([
        view.name,
        [],
      ]);
    }
  });

  test('has a name of its own, is found by it, and reads a projection that there is', () => {
    const names = views.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const view of views) {
      expect(viewNamed(view.name)).toBe(view);
      expect(allProjections.map(({ name }) => name)).toContain(view.projection);
      const columns = view.columns.map(({ name }) => name);
      expect([view.name, new Set(columns).size]).toEqual([view.name, columns.length]);
      for (const { name, da } of view.columns)
        expect([name, da]).toEqual([expect.stringMatching(/^[a-z0-9_]+$/), expect.any(String)]);
    }
    expect(viewNamed('none')).toBeUndefined();
  });
});

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What a finding across cases or of a reporter does not have. */
const mayBeEmpty: Readonly<Record<string, readonly string[]>> = {
  findings: ['holds_from'],
  'child-findings': ['reporter', 'case', 'measure', 'holds_from'],
  'reporter-findings': ['case', 'measure', 'child', 'holds_from'],
};

test('every statistic reads a projection that there is, in the version that it names', async () => {
  const readers = await project(new Story());
  const versions = allProjections.map(({ name, version }) => `${name}.v${version}`);
  const statistics = statisticsOf((name) => readers[name]!);
  const ids = statistics.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).toEqual(expect.arrayContaining(['placement-events', 'support-stock', 'support-events']));
  for (const { projections } of statistics) expect(versions).toEqual(expect.arrayContaining([...projections]));
  const layouts = statistics.flatMap((statistic) => statistic.layouts.map(({ id }) => id));
  expect(new Set(layouts).size).toBe(layouts.length);
});
