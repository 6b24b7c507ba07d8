import { parsePeriod, type DeliveryRequest, type KeptRow, type Selection, type Statistic } from '#libs/reporting';
import { yearOf } from '#libs/reference';
import type { DeliveredRows } from '../delivered-rows.js';
import type { RowReader, RowVersion } from '../engine/index.js';
import { formLayouts } from './layouts.js';

type Schema = 1 | 2 | 3;

const idOf = (schema: Schema): string => `schema-${schema}`;

/** A schema view as files: its forms by their year of reporting (SKE-7g, R26). */
export const schemaStatistic = (schema: Schema, reader: RowReader): Statistic => ({
  id: idOf(schema),
  en: `Schema ${schema}: the forms of a year of reporting`,
  da: `Skema ${schema}: årets indberettede skemaer`,
  periods: 'year',
  projections: ['forms.v1'],
  layouts: formLayouts(idOf(schema)),
  codeLists: [
    'placementBasisSamtykke',
    'placementLegalBasisProvisions',
    'decisionAuthority',
    'placementOccasion',
    'decisiveCausesUdslag',
    'placementSiteTypeAnstedKlas',
    'placementSiteTypeStatbank',
  ],
  tokensOf,
  select: (request) => select(schema, reader, request),
});

export const schemaDelivered = (schema: Schema): DeliveredRows => ({
  statistic: idOf(schema),
  projection: 'forms',
  kind: 'form',
  holds: (row, { period }) => isOf(row, schema, yearIn(period)),
});

const yearIn = (period: string): number => yearOf(parsePeriod(period).from);

const isOf = (row: RowVersion, schema: Schema, year: number): boolean =>
  row.body['form'] === schema && row.body['reportedYear'] === year;

function select(schema: Schema, reader: RowReader, { reporter, period, asOf }: DeliveryRequest): Selection {
  const rows = reader.rows({ kind: 'form', asOf, ...(reporter && { reporter }) });
  return { rows: keptRows(rows, schema, yearIn(period)), leftOut: [] };
}

function* keptRows(rows: Iterable<RowVersion>, schema: Schema, year: number): Generator<KeptRow> {
  for (const row of rows) if (isOf(row, schema, year)) yield keptRow(row);
}

interface FormBody {
  readonly case: string;
  readonly identification: string;
  readonly reportedOn: string;
  readonly decisionYear: number;
  readonly child: Readonly<Record<string, unknown>>;
  readonly parents?: readonly { relation: string; person: string | null }[];
  readonly basis?: Readonly<Record<string, unknown>>;
  readonly occasion?: string;
  readonly earlierPlacement?: boolean;
  readonly causes?: readonly string[];
  readonly site?: Readonly<Record<string, unknown>>;
  readonly events: readonly { event: number; date: string }[];
}

function keptRow(row: RowVersion): KeptRow {
  const { child, basis = {}, site = {}, events, parents, ...form } = row.body as unknown as FormBody;
  const { person, ...told } = child;
  return {
    key: row.key,
    reporter: row.reporter,
    date: row.date,
    identifier: person,
    ...told,
    ...filled({
      case: form.case,
      identification: form.identification,
      reportedOn: form.reportedOn,
      decisionYear: form.decisionYear,
      occasion: form.occasion,
      earlierPlacement: form.earlierPlacement,
      causes: form.causes,
      consent: basis['consent'],
      provision: basis['provision'],
      decidedBy: basis['decidedBy'],
      siteList: site['list'],
      siteType: site['type'],
      siteReference: site['reference'],
      pNumber: site['pNumber'],
      departmentId: site['departmentId'],
      siteMunicipality: site['municipality'],
    }),
    ...(parents && { parents: parents.map(({ relation, person: who }) => ({ relation, person: who })) }),
    events: events.map(({ event, date }) => ({ event, date })),
  };
}

const filled = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

function tokensOf(row: KeptRow): readonly string[] {
  const parents = (row['parents'] ?? []) as readonly { person: string | null }[];
  return [
    ...[row['identifier'], row['name'], row['case'], row['identification'], row['siteReference']],
    ...parents.map(({ person }) => person),
  ].filter((token): token is string => typeof token === 'string' && token !== '');
}
