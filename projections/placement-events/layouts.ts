import {
  writeCsv,
  writeJsonLines,
  writeParquet,
  type Layout,
  type KeptRow,
  type RenderContext,
  type TypedColumn,
} from '#libs/reporting';

const text = (name: string, field = name): TypedColumn<KeptRow> => ({
  name,
  type: 'text',
  value: (row) => asText(row[field]),
});
const date = (name: string, field = name): TypedColumn<KeptRow> => ({
  name,
  type: 'date',
  value: (row) => asText(row[field]),
});

const asText = (value: unknown): string | null =>
  value === undefined || value === null ? null : Array.isArray(value) ? value.join(' ') : String(value);

/** The columns of version 1; `identifier` and `case_id` in clear. No official file layout of this extract is known: names are ours. */
const columns = ({ resolve }: RenderContext): readonly TypedColumn<KeptRow>[] => {
  const clear = (name: string, field: string): TypedColumn<KeptRow> => ({
    name,
    type: 'text',
    value: (row) => (typeof row[field] === 'string' ? resolve(row[field]) : null),
  });
  return [
    text('reporter'),
    clear('identifier', 'identifier'),
    clear('case_id', 'case'),
    text('row', 'key'),
    text('event_code', 'eventCode'),
    text('event'),
    date('event_date', 'date'),
    date('decision_date', 'decisionDate'),
    { name: 'planned', type: 'boolean', value: (row) => row['planned'] === true },
    text('consent'),
    text('provision'),
    text('site_list', 'siteList'),
    text('site_type', 'siteType'),
    clear('site_reference', 'siteReference'),
    text('site_municipality', 'siteMunicipality'),
    text('p_number', 'pNumber'),
    text('department_uuid', 'departmentId'),
    text('causes'),
    text('change'),
    text('change_reason', 'reason'),
    text('cessation'),
    text('cessation_reason', 'cessationReason'),
    text('residence_after', 'residenceAfter'),
    text('to_municipality', 'toMunicipality'),
    text('from_municipality', 'fromMunicipality'),
    text('paying_municipality', 'payingMunicipality'),
  ];
};

const named =
  (end: string) =>
  ({ request }: RenderContext): string =>
    `placement-events_${request.reporter || 'dk'}_${request.period}${end}`;

/** Comma-separated, semicolon-separated for Danish Excel, JSON Lines and Parquet: the same columns in each. */
export const placementEventLayouts: readonly Layout[] = [
  {
    id: 'placement-events-csv.v1',
    fileName: named('.csv'),
    write: (rows, context) => writeCsv(rows, columns(context)),
  },
  {
    id: 'placement-events-excel.v1',
    fileName: named('_excel.csv'),
    write: (rows, context) => writeCsv(rows, columns(context), { excel: true }),
  },
  {
    id: 'placement-events-jsonl.v1',
    fileName: named('.jsonl'),
    write: (rows, context) => writeJsonLines(rows, columns(context)),
  },
  {
    id: 'placement-events-parquet.v1',
    fileName: named('.parquet'),
    write: (rows, context) => writeParquet(rows, columns(context)),
  },
];
