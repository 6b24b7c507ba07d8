import {
  basisAt,
  casesOf,
  foldForms,
  readMeasures,
  readPlacements,
  reportableEvents,
  siteAt,
  type Case,
} from '#libs/cases';
import { demoOptions, storiesOf } from './index.js';
import { factsOf } from './testing/stored-facts.js';

const cases: readonly Case[] = [...storiesOf(demoOptions('2026-09-15'))].flatMap(({ events }) =>
  casesOf({ kind: 'case', facts: factsOf(events) }),
);

const counted = (keys: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

describe('the demo fills what it is shown in', () => {
  const forms = cases.flatMap((kase) => {
    const { placements, appeals } = readPlacements(kase);
    return foldForms(kase, placements, appeals).forms.map((form) => ({ kase, form }));
  });

  it('schemas 1, 2 and 3 with each of their events', () => {
    const events = forms.flatMap(({ form }) => form.events.map((one) => `${one.form}/${one.event}`));
    const all = ['1/0', '1/1', '2/0', '2/1', '2/2', '2/3', '2/4', '2/5', '2/6', '3/1', '3/2', '3/3', '3/4', '3/5'];
    expect(Object.keys(counted(events)).sort()).toEqual(all);
  });

  it('every block of schema 1: child, parents, basis, occasion, causes, site', () => {
    const full = forms.filter(({ kase, form }) => {
      const { placement, requiring } = form;
      if (form.form !== 1 || !placement) return false;
      const { people, child } = kase;
      const related = people.related(child).map(({ relation }) => relation);
      return (
        people.birthDate(child) !== undefined &&
        people.sex(child) !== undefined &&
        people.name(child) !== undefined &&
        ['mother', 'father', 'custody-holder'].every((one) => related.includes(one as 'mother')) &&
        basisAt(placement, requiring) !== undefined &&
        placement.decisions.at(-1)?.data.occasion !== undefined &&
        placement.causes.length > 0 &&
        siteAt(placement, requiring) !== undefined
      );
    });
    expect(full.length).toBeGreaterThan(50);
  });

  it('extracts of two quarters with decisions, starts, moves and ends', () => {
    const rows = cases.flatMap((kase) => {
      const { placements, appeals } = readPlacements(kase);
      return reportableEvents(kase, placements, appeals);
    });
    const quarter = (from: string, to: string) => rows.filter(({ date }) => date >= from && date <= to);
    const first = counted(quarter('2026-01-01', '2026-03-31').map(({ eventKey }) => eventKey));
    const second = counted(quarter('2026-04-01', '2026-06-30').map(({ eventKey }) => eventKey));
    for (const rowsOf of [first, second])
      for (const key of ['placement-decided', 'placement-implemented', 'placement-site-changed', 'placement-ended'])
        expect(rowsOf[key]).toBeGreaterThan(1);
  });

  it('a stock of support that runs, has ended, never started and has a second person', () => {
    const measures = cases.flatMap((kase) => readMeasures(kase).measures);
    const open = measures.filter(({ started, ceased }) => started && !ceased).length;
    expect(open).toBeGreaterThan(200);
    expect(measures.filter(({ ceased }) => ceased).length).toBeGreaterThan(200);
    expect(measures.filter(({ closed, started }) => closed && !started).length).toBeGreaterThan(5);
    expect(measures.filter(({ started }) => started?.data.secondPerson).length).toBeGreaterThan(10);
    expect(measures.filter(({ started }) => started?.data.section75).length).toBeGreaterThan(3);
  });
});
