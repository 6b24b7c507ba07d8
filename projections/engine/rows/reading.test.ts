import { join } from 'node:path';
import { allProjections } from '#projections';
import { demoOptions } from '#libs/synthesis';
import { Projector, type RowQuery, type RowReader, type RowVersion } from '../index.js';
import { madeUpFacts } from '../testing/made-up-facts.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { cutAt, readLog, tellLog } from '../testing/told-log.js';

const data = temporaryDirectory();
let log: ReturnType<typeof readLog>;
let projector: Projector;
let half: number;

const rows = (projection: string): RowReader => projector.readers[projection]!;

beforeAll(async () => {
  await tellLog(data, madeUpFacts({ ...demoOptions('2026-09-15'), municipalities: ['461', '615'], scale: 0.05 }));
  log = readLog(data);
  projector = new Projector({ directory: join(data, 'projections'), reader: log, projections: allProjections });
  await projector.catchUp();
  half = Math.floor(log.head() / 2);
});

afterAll(async () => {
  await projector.close();
  log.close();
  removeTemporaryDirectories();
});

/** All rows of a query by pages of a size. */
function paged(reader: RowReader, query: RowQuery, size: number): RowVersion[] {
  const found: RowVersion[] = [];
  for (let after: string | undefined; ; ) {
    const { rows: page, next } = reader.page(query, size, after);
    expect(page.length).toBeLessThanOrEqual(size);
    found.push(...page);
    if (next === null) return found;
    expect(page).toHaveLength(size);
    after = next;
  }
}

const queries: [string, RowQuery][] = [
  ['findings', { kind: 'finding' }],
  ['findings', { kind: 'finding', reporter: '461', asOf: 200 }],
  ['placements', { kind: 'site-period', from: '2025-01-01', to: '2026-06-30' }],
  ['support', { kind: 'measure', reporter: '615', on: '2026-01-31' }],
  ['case-timeline', { kind: 'timeline-event', asOf: 300 }],
];

describe('pages', () => {
  it.each(queries)('of %s %j: of one row each, of seven, and one of all tell the same', (projection, query) => {
    const all = paged(rows(projection), query, 100_000);
    expect(all.length).toBeGreaterThan(8);
    expect(paged(rows(projection), query, 1)).toEqual(all);
    expect(paged(rows(projection), query, 7)).toEqual(all);
    expect([...rows(projection).rows(query)]).toEqual(all);
    const places = all.map(({ date, order, key }): [string, number, string] => [date, order, key]);
    expect(places).toEqual([...places].sort(byPlace));
  });

  it('tells that there are no more when the last one is just full', () => {
    const { rows: all } = rows('placements').page({ kind: 'placement' }, 100_000);
    expect(rows('placements').page({ kind: 'placement' }, all.length).next).toBeNull();
  });

  it('goes on from a cursor as of one ordinal though rows are written meanwhile', async () => {
    const directory = join(data, 'growing');
    const early = new Projector({ directory, reader: cutAt(log, half), projections: allProjections });
    await early.catchUp();
    const query = { kind: 'finding', asOf: half };
    const all = paged(early.readers['findings']!, query, 100_000);
    const first = early.readers['findings']!.page(query, 10);
    await early.close();
    const late = new Projector({ directory, reader: log, projections: allProjections });
    await late.catchUp();
    const rest = late.readers['findings']!.page(query, 100_000, first.next!).rows;
    expect([...first.rows, ...rest]).toEqual(all);
    await late.close();
  });

  it('refuses what is no cursor', () => {
    for (const text of ['', 'x', Buffer.from('[1,2,3]').toString('base64url')])
      expect(() => rows('findings').page({ kind: 'finding' }, 1, text)).toThrow(RangeError);
  });
});

describe('narrowing', () => {
  const everything = (): RowVersion[] => [...rows('support').rows({ kind: 'measure' })];
  const one = (): RowVersion => everything().find(({ until }) => until)!;
  const narrowed: [string, () => Partial<RowQuery>, (row: RowVersion) => boolean][] = [
    ['by reporter', () => ({ reporter: '461' }), (row) => row.reporter === '461'],
    ['by case', () => ({ caseKey: one().caseKey }), (row) => row.caseKey === one().caseKey],
    ['by person', () => ({ person: one().person }), (row) => row.person === one().person],
    ['by key', () => ({ key: one().key }), (row) => row.key === one().key],
    [
      'by date',
      () => ({ from: '2025-03-01', to: '2025-12-31' }),
      ({ date }) => date >= '2025-03-01' && date <= '2025-12-31',
    ],
    [
      'by day',
      () => ({ on: one().until }),
      ({ date, until }) => date <= one().until && (!until || until > one().until),
    ],
  ];
  it.each(narrowed)('%s leaves the rows it should', (_how, query, holds) => {
    const expected = everything().filter(holds);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(everything().length);
    expect([...rows('support').rows({ kind: 'measure', ...query() })]).toEqual(expected);
  });
});

describe('versions', () => {
  it('tells the history of a thing, and what events moved, in the order of the log', () => {
    for (const { name } of allProjections) {
      const changes = [...rows(name).changes(0, log.head())];
      const ordinals = changes.map(({ ordinal }) => ordinal);
      expect(ordinals).toEqual([...ordinals].sort((a, b) => a - b));
      expect([...rows(name).changes(0, half), ...rows(name).changes(half, log.head())]).toEqual(changes);
      const most = changes.filter(({ gone }) => gone).at(0) ?? changes[0]!;
      const mine = changes.filter(({ kind, key }) => kind === most.kind && key === most.key);
      expect(rows(name).history(most.kind, most.key)).toEqual(mine);
    }
  });

  it('tells every change whatever fits a page', () => {
    expect([...rows('case-timeline').changes(0, log.head())].length).toBeGreaterThan(1000);
  });
});

describe('about an event', () => {
  it('tells the findings in force that name it, as of any ordinal', () => {
    for (const asOf of [half, log.head()]) {
      const open = [...rows('findings').rows({ kind: 'finding', asOf })];
      const named = open.flatMap(({ body }) => body['roots'] as string[]);
      expect(named.length).toBeGreaterThan(20);
      for (const event of new Set(named))
        expect(rows('findings').about('finding', event, asOf)).toEqual(
          open.filter(({ body }) => (body['roots'] as string[]).includes(event)),
        );
    }
  });

  it('tells nothing of one that no finding names', () => {
    expect(rows('findings').about('finding', '00000000-0000-4000-8000-000000000000')).toEqual([]);
  });
});

const byPlace = (one: [string, number, string], other: [string, number, string]): number => {
  const at = [0, 1, 2].find((part) => one[part] !== other[part]);
  return at === undefined ? 0 : one[at]! < other[at]! ? -1 : 1;
};
