import {
  parsePeriod,
  type DeliveryRequest,
  type KeptRow,
  type LeftOut,
  type Selection,
  type Statistic,
} from '#libs/reporting';
import { isDatedIn, type DeliveredRows } from '../delivered-rows.js';
import type { RowReader, RowVersion } from '../engine/index.js';
import { l201Code } from './l201-code.js';
import type { StockRow } from './l201.js';
import { supportEventLayouts, supportStockLayouts } from './layouts.js';

/** From when measures are in the full stock, where nothing else is asked for. */
export const defaultSince = '2012-01-01';

/** The full stock of support measures, L201: every started measure active on or after `since`. */
export const supportStockStatistic = (reader: RowReader): Statistic => ({
  id: 'support-stock',
  en: 'Support measures for children and young people: full stock (L201)',
  da: 'Indsatser og støtte til børn og unge: fuld bestand (L201)',
  periods: 'stock',
  projections: ['support.v1'],
  layouts: supportStockLayouts,
  dateParameters: { since: defaultSince },
  codeLists: ['supportMeasurePgf'],
  tokensOf: (row) => tokens(row, ['identifier', 'guardian', 'measure']),
  select: (request) => selectStock(reader, request),
});

function selectStock(reader: RowReader, { reporter, asOf, parameters }: DeliveryRequest): Selection {
  const since = parameters['since'] ?? defaultSince;
  const leftOut: LeftOut[] = [];
  const rows = reader.rows({ kind: 'measure', asOf, ...(reporter && { reporter }) });
  return { rows: stockRows(rows, since, leftOut), leftOut };
}

/** Never started and retracted ones are absent (IND-3.2.9.4a, R3); what L201 cannot express is named. */
function* stockRows(rows: Iterable<RowVersion>, since: string, leftOut: LeftOut[]): Generator<KeptRow> {
  for (const row of rows) {
    if (!isActiveSince(row, since)) continue;
    const reason = cannotExpress(row);
    if (reason) leftOut.push({ key: row.key, ...reason });
    else yield stockRow(row);
  }
}

function isActiveSince(row: RowVersion, since: string): boolean {
  const { started, endDate } = row.body as { started: boolean; endDate: string };
  return started && !(endDate && endDate < since);
}

export const supportStockDelivered: DeliveredRows = {
  statistic: 'support-stock',
  projection: 'support',
  kind: 'measure',
  holds: (row, { parameters }) =>
    isActiveSince(row, parameters['since'] ?? defaultSince) && cannotExpress(row) === undefined,
};

function cannotExpress(row: RowVersion): Omit<LeftOut, 'key'> | undefined {
  const { pgf, long, short } = row.body as { pgf: string; long?: boolean; short?: boolean };
  if (long) return { rule: 'SYS-l201-identifier', reason: 'An identifier has more than 16 characters.' };
  if (short) return { rule: 'SYS-l201-identifier', reason: 'An identifier has fewer than 10 characters.' };
  if (l201Code(pgf)) return undefined;
  return { rule: 'SYS-l201-code', reason: 'The measure has no code of three digits (PGF).' };
}

function stockRow(row: RowVersion): StockRow {
  const { identifier, guardian, measure, pgf, startDate, endDate } = row.body as unknown as StockRow;
  return {
    key: row.key,
    reporter: row.reporter,
    identifier,
    guardian,
    measure,
    pgf,
    startDate,
    ...(endDate && { endDate }),
  };
}

/** The support extract: one row an event, with the fields that L201 lacks (causes, P-number, UUID, change of offer, second person). */
export const supportEventsStatistic = (reader: RowReader): Statistic => ({
  id: 'support-events',
  en: 'Support measures for children and young people: events with all their fields',
  da: 'Indsatser og støtte til børn og unge: hændelser med alle felter',
  periods: 'quarter',
  projections: ['support.v1'],
  layouts: supportEventLayouts,
  codeLists: ['supportMeasurePgf', 'decisiveCausesUdslag', 'supportCessationReason'],
  tokensOf: (row) => tokens(row, ['identifier', 'measure', 'case', 'secondPerson']),
  select: (request) => selectEvents(reader, request),
});

export const supportEventsDelivered: DeliveredRows = {
  statistic: 'support-events',
  projection: 'support',
  kind: 'support-event',
  holds: (row, { period }) => isDatedIn(row, parsePeriod(period)),
};

function selectEvents(reader: RowReader, { reporter, period, asOf }: DeliveryRequest): Selection {
  const { from, to } = parsePeriod(period);
  const rows = reader.rows({ kind: 'support-event', asOf, from, to, ...(reporter && { reporter }) });
  return { rows: eventRows(rows), leftOut: [] };
}

function* eventRows(rows: Iterable<RowVersion>): Generator<KeptRow> {
  for (const row of rows) {
    const {
      root: _root,
      second,
      ...body
    } = row.body as Record<string, unknown> & { second?: { role: string; person: string } };
    yield {
      key: row.key,
      reporter: row.reporter,
      date: row.date,
      ...body,
      ...(second && { secondRole: second.role, secondPerson: second.person }),
    };
  }
}

const tokens = (row: KeptRow, names: readonly string[]): string[] =>
  names.map((name) => row[name]).filter((token) => typeof token === 'string');
