import type { DeliveryRequest, KeptRow, Selection, Statistic } from '#libs/reporting';
import { parsePeriod } from '#libs/reporting';
import { isDatedIn, type DeliveredRows } from '../delivered-rows.js';
import type { RowReader, RowVersion } from '../engine/index.js';
import { placementEventLayouts } from './layouts.js';

/**
 * The quarterly placement extract: one row a reportable event, dated in the quarter as believed at the as-of ordinal (ANB-2.3a, R2).
 */
export const placementEventsStatistic = (reader: RowReader): Statistic => ({
  id: 'placement-events',
  en: 'Placements of children and young people: quarterly events',
  da: 'Anbringelser af børn og unge: kvartalets hændelser',
  periods: 'quarter',
  projections: ['placement-events.v1'],
  layouts: placementEventLayouts,
  codeLists: [
    'placementEventHaendelse',
    'placementBasisSamtykke',
    'placementLegalBasisProvisions',
    'placementSiteTypeAnstedKlas',
    'placementSiteTypeStatbank',
    'decisiveCausesUdslag',
    'placementCessationReason',
    'residenceAfterCessationEfthjem',
  ],
  tokensOf: (row) =>
    [row['identifier'], row['case'], row['siteReference']].filter((token) => typeof token === 'string'),
  select: (request) => select(reader, request),
});

export const placementEventsDelivered: DeliveredRows = {
  statistic: 'placement-events',
  projection: 'placement-events',
  kind: 'placement-event',
  holds: (row, { period }) => isDatedIn(row, parsePeriod(period)),
};

function select(reader: RowReader, { reporter, period, asOf }: DeliveryRequest): Selection {
  const { from, to } = parsePeriod(period);
  const rows = reader.rows({ kind: 'placement-event', asOf, from, to, ...(reporter && { reporter }) });
  return { rows: keptRows(rows), leftOut: [] };
}

function* keptRows(rows: Iterable<RowVersion>): Generator<KeptRow> {
  for (const row of rows) yield keptRow(row);
}

interface Body {
  readonly haendelse: string | null;
  readonly event: string;
  readonly identifier: string;
  readonly case: string;
  readonly planned: boolean;
  readonly basis?: Record<string, unknown>;
  readonly site?: Record<string, unknown>;
  readonly causes: readonly string[];
}

function keptRow(row: RowVersion): KeptRow {
  const { haendelse, event, identifier, planned, basis, site, causes, ...rest } = row.body as unknown as Body &
    Record<string, unknown>;
  return {
    key: row.key,
    reporter: row.reporter,
    identifier,
    case: rest.case,
    eventCode: haendelse,
    event,
    date: row.date,
    planned,
    causes,
    ...(basis && { consent: basis['consent'], provision: basis['provision'] ?? null }),
    ...(site && siteOf(site)),
    ...pick(rest, ['decisionDate', 'change', 'reason', 'cessation', 'cessationReason', 'residenceAfter']),
    ...pick(rest, ['toMunicipality', 'fromMunicipality', 'payingMunicipality']),
  };
}

const siteOf = (site: Record<string, unknown>): Record<string, unknown> => ({
  siteList: site['list'],
  siteType: site['type'],
  ...pick({ siteReference: site['reference'], siteMunicipality: site['municipality'] }, [
    'siteReference',
    'siteMunicipality',
  ]),
  ...pick(site, ['pNumber', 'departmentId']),
});

const pick = (from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.filter((name) => from[name] !== undefined && from[name] !== '').map((name) => [name, from[name]]),
  );
