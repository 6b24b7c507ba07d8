import type { SideStreams, StoredEvent } from '#libs/event-log';
import type { Resolved } from '#libs/identity';
import type { DeliveryParts } from '../deliver/delivery-parts.js';
import { openKeptRows } from '../kept/kept-rows.js';
import type { DeliveryRequest } from '../port.js';
import { memorySideStreams } from './memory-side-streams.js';
import { toyStatistic, type ToyFact } from './toy-statistic.js';

/** A house with a toy log, everything in memory but its files. */
export interface DeliveryHouse {
  readonly facts: ToyFact[];
  readonly side: SideStreams;
  /** Tokens whose person is erased, and tokens that the vault lacks. */
  readonly erased: Set<string>;
  readonly unknown: Set<string>;
  /** Everything a delivery needs; what a test names is taken instead. */
  parts(other?: Partial<DeliveryParts>): DeliveryParts;
}

/** Day of the toy log's first event; each later one is recorded an hour after the one before. */
const firstRecorded = Date.parse('2026-04-01T08:00:00.000Z');

export function deliveryHouse(directory: string, side: SideStreams = memorySideStreams()): DeliveryHouse {
  const facts: ToyFact[] = [];
  const [erased, unknown] = [new Set<string>(), new Set<string>()];
  let ticks = 0;
  const parts: DeliveryParts = {
    ...{
      side,
      statistic: toyStatistic(facts),
      kept: openKeptRows(`${directory}/kept`),
      outDirectory: `${directory}/out`,
    },
    reader: { head: () => facts.length, readAll: (after, limit) => stored(facts, after, limit) },
    resolve: async (tokens) => tokens.map((token) => resolved(token, erased, unknown)),
    synthetic: true,
    reporterOf: (code) => ({ code, name: `Municipality ${code}`, contacts: [], systemName: 'Toy', systemVersion: '1' }),
    listVersion: (list) => `${list}-1`,
    projected: () => {},
    sealReaching: async (ordinal) => ({ to: Math.ceil(ordinal / 10) * 10, root: 'ab'.repeat(32) }),
    clock: () => new Date(Date.parse('2026-07-01T09:00:00.000Z') + 1000 * ticks++),
    principal: 'tester',
    build: 'build-1',
  };
  return { facts, side, erased, unknown, parts: (other = {}) => ({ ...parts, ...other }) };
}

const stored = (facts: readonly ToyFact[], after: number, limit: number): StoredEvent[] =>
  facts.slice(after, after + limit).map((data, index) => ({
    ordinal: after + index + 1,
    stream: `toy-${data.key}`,
    revision: 0,
    id: '00000000-0000-8000-a000-000000000000',
    type: 'toy',
    version: 1,
    data,
    metadata: {
      recordedAt: new Date(firstRecorded + 3_600_000 * (after + index)).toISOString(),
      system: 'toys',
      principal: 'toys',
      build: 'build-1',
    },
  }));

function resolved(token: string, erased: ReadonlySet<string>, unknown: ReadonlySet<string>): Resolved {
  if (unknown.has(token)) return { state: 'unknown' };
  return erased.has(token) ? { state: 'erased' } : { state: 'known', kind: 'cpr', value: `number of ${token}` };
}

/** The request that most tests make. */
export const toyRequest = (asOf: number, other: Partial<DeliveryRequest> = {}): DeliveryRequest => ({
  statistic: 'toy-events',
  reporter: '751',
  period: '2026Q1',
  asOf,
  parameters: {},
  ...other,
});

/** Three rows of the first quarter of 2026, one of the second. */
export const fewFacts: readonly ToyFact[] = [
  { key: 'a', child: 'p_anna', date: '2026-01-10', value: 'one' },
  { key: 'b', child: 'p_bo', date: '2026-02-10', value: 'two' },
  { key: 'c', child: 'p_anna', date: '2026-03-31', value: '=three' },
  { key: 'd', child: 'p_dan', date: '2026-04-01', value: 'four' },
];
