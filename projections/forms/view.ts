import type { RowVersion } from '../engine/index.js';
import {
  bodyColumn,
  childColumn,
  dateColumn,
  ordinalColumn,
  reporterColumn,
  senderColumn,
  type Column,
  type View,
} from '../view.js';

interface ReportedEvent {
  readonly event: number;
  readonly date: string;
  readonly due: string;
  readonly recordedOn: string;
}

const events = (row: RowVersion): readonly ReportedEvent[] => row.body['events'] as readonly ReportedEvent[];

const eventColumns: readonly Column[] = [
  { name: 'events', da: 'Hændelser', value: (row) => events(row).map(({ event, date }) => `${event} ${date}`) },
  {
    name: 'due',
    da: 'Frist',
    value: (row) =>
      events(row)
        .map(({ due }) => due)
        .sort()[0] ?? null,
  },
];

const head: readonly Column[] = [
  bodyColumn('serial', 'Skemaløbenummer'),
  bodyColumn('schema', 'Skema', 'form'),
  reporterColumn,
  senderColumn('case', 'Sags-id'),
  childColumn,
  dateColumn('date', 'Dato for afgørelse eller hændelse'),
  bodyColumn('reported_on', 'Indberettet', 'reportedOn'),
];

/** The yearly overview: every form by its year of reporting, the decision's year beside it (SKE-7g, R26). */
export const overviewView: View = {
  name: 'overview',
  en: 'Yearly overview of forms',
  da: 'Årsoversigt over skemaer',
  projection: 'forms',
  kind: 'form',
  narrowing: 'reporting-year',
  columns: [
    ...head,
    bodyColumn('reported_year', 'Indberetningsår', 'reportedYear'),
    bodyColumn('decision_year', 'Afgørelsesår', 'decisionYear'),
    ...eventColumns,
    ordinalColumn,
  ],
};

const block = (name: string, da: string, ...path: readonly string[]): Column => bodyColumn(name, da, ...path);

/** Schema 1, 2 or 3, one row a form with its blocks: child, parents, basis, occasion and causes, site. */
export const schemaView = (form: 1 | 2 | 3): View => ({
  name: `schema-${form}`,
  en: ['', 'Schema 1: case creation, 0-17', 'Schema 2: follow-up and other events, 0-17', 'Schema 3: stay 18-22'][
    form
  ]!,
  da: [
    '',
    'Skema 1: oprettelse af sag, 0-17 år',
    'Skema 2: opfølgning og øvrige hændelser, 0-17 år',
    'Skema 3: døgnophold, 18-22 år',
  ][form]!,
  projection: 'forms',
  kind: 'form',
  narrowing: 'reporting-year',
  where: (row) => row.body['form'] === form,
  columns: [
    ...head,
    ...eventColumns,
    block('birth_date', 'Fødselsdato', 'child', 'birthDate'),
    block('sex', 'Køn', 'child', 'sex'),
    block('unborn', 'Ufødt', 'child', 'unborn'),
    ...(form === 2 ? [] : [{ name: 'parents', da: 'Forældre', value: parentsOf }]),
    block('consent', 'Anbringelsesgrundlag (SAMTYKKE)', 'basis', 'consent'),
    block('provision', 'Lovgrundlag', 'basis', 'provision'),
    block('occasion', 'Anledning'),
    block('causes', 'Udslagsgivende forhold'),
    block('site_list', 'Liste for anbringelsessted', 'site', 'list'),
    block('site_type', 'Type af anbringelsessted', 'site', 'type'),
    block('p_number', 'P-nummer', 'site', 'pNumber'),
    block('department_uuid', 'Afdelings-UUID', 'site', 'departmentId'),
    ordinalColumn,
  ],
});

function parentsOf(row: RowVersion): readonly string[] {
  const parents = (row.body['parents'] ?? []) as readonly { relation: string; person: string | null }[];
  return parents.map(({ relation, person }) => `${relation} ${person ?? 'unknown'}`);
}
