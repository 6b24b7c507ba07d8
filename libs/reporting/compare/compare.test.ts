import type { KeptRows } from '../kept/kept-rows.js';
import type { Delivery } from '../ledger/delivery.js';
import type { KeptRow } from '../port.js';
import { compare } from './compare.js';
import { vanishedBy, type Covered } from './vanished.js';
import { comparisonJson, comparisonText } from './write-comparison.js';

const asOfRecordedAt = '2026-05-10T10:00:00.000Z';
const keptRows: Record<string, KeptRow[]> = {
  before: [
    { key: '10', date: '2026-01-05', child: 'p_a' },
    { key: '20', date: '2026-02-01', child: 'p_b' },
  ],
  after: [
    { key: '20', date: '2026-02-02', child: 'p_b' },
    { key: '30', date: '2026-03-01', child: 'p_c' },
  ],
};
const kept = {
  read: (sha256: string) => keptRows[sha256]!,
  readManifest: (sha256: string) =>
    sha256 === 'supplement' ? { asOfRecordedAt, supplement: { stateSha256: 'after' } } : { asOfRecordedAt },
} as unknown as KeptRows;

const delivery = (number: number, parts: object): Delivery =>
  ({
    id: `toy/101/${number}`,
    number,
    ...{ statistic: 'toy', reporter: '101', period: '2026Q1', parameters: {} },
    ...parts,
  }) as unknown as Delivery;
const earlier = delivery(1, { asOf: 100, manifest: 'full', rows: 'before' });
const later = delivery(2, { asOf: 200, manifest: 'full', rows: 'after' });

test('added, changed and gone, by key', () => {
  const { added, changed, gone, vanished } = compare(earlier, later, { kept });
  expect(added.map(({ key }) => key)).toEqual(['30']);
  expect(changed).toMatchObject([{ key: '20', fields: ['date'] }]);
  expect(gone.map(({ key }) => key)).toEqual(['10']);
  expect(vanished).toBeUndefined();
});

test('a supplement stands for all rows of its period, not for its changes', () => {
  const supplement = delivery(3, { asOf: 300, manifest: 'supplement', rows: 'changes' });
  const { added, changed, gone } = compare(later, supplement, { kept });
  expect([added, changed, gone]).toEqual([[], [], []]);
});

test('deliveries of different statistics or reporters are not compared', () => {
  for (const other of [{ statistic: 'other' }, { reporter: '147' }])
    expect(() => compare(earlier, delivery(2, { ...later, ...other }), { kept })).toThrow(
      expect.objectContaining({ code: 'compare.different-statistics' }),
    );
});

describe('vanished', () => {
  const covered = (key: string, child: string): Covered => ({ key, child });
  const at: Record<number, Covered[]> = {
    // p_a vanishes; p_b is reported ceased; p_c moved to another placement; p_d stays.
    100: [covered('10', 'p_a'), covered('20', 'p_b'), covered('30', 'p_c'), covered('40', 'p_d')],
    200: [covered('31', 'p_c'), covered('40', 'p_d')],
  };
  const asked: unknown[] = [];
  const find = vanishedBy({
    coverageOf: (question) => (asked.push(question), at[question.asOf]!),
    endedBy: ({ key }) => (key === '20' ? [150] : []),
  });

  test('is a child who was covered, is covered by nothing now, and nothing says why', () => {
    expect(compare(earlier, later, { kept, vanished: find }).vanished).toEqual([
      { key: '10', child: 'p_a', on: '2026-03-31' },
    ]);
  });

  test('is asked for the last day of the period, of both ordinals', () => {
    expect(asked).toEqual([
      { reporter: '101', asOf: 200, on: '2026-03-31' },
      { reporter: '101', asOf: 100, on: '2026-03-31' },
    ]);
  });

  test('is asked for the day of the earlier delivery where the period was not over, or there is none', () => {
    const days: string[] = [];
    const vanished = ({ on }: { on: string }) => (days.push(on), []);
    for (const period of ['2026Q2', ''])
      compare({ ...earlier, period } as Delivery, { ...later, period } as Delivery, { kept, vanished });
    expect(days).toEqual(['2026-05-10', '2026-05-10']);
  });

  test('is told in text and JSON', () => {
    const comparison = compare(earlier, later, { kept, vanished: find });
    expect(comparisonText(comparison).split('\n')).toEqual([
      'toy/101/1 (as of 100) → toy/101/2 (as of 200)',
      'added 1, changed 1, gone 1, vanished 1',
      'added     30',
      'changed   20: date "2026-02-01" → "2026-02-02"',
      'gone      10',
      'vanished  10: covered 2026-03-31 then; no placement does now, and nothing says why',
      '',
    ]);
    expect(JSON.parse(comparisonJson(comparison))).toMatchObject({
      earlier: { id: 'toy/101/1', asOf: 100 },
      later: { id: 'toy/101/2', asOf: 200 },
      changed: [{ key: '20', fields: ['date'] }],
      vanished: [{ key: '10', on: '2026-03-31' }],
    });
  });
});
