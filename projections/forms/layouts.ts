import type { KeptRow, Layout, RenderContext } from '#libs/reporting';
import {
  clearColumn,
  codeColumn,
  dateColumn,
  flagColumn,
  textColumn,
  type DeliveryColumn,
} from '../delivery-columns.js';
import { tableLayouts } from '../table-layouts.js';

/** One line a form; `form` is the serial number. No official file layout of the schemas is known: names are ours. */
const columns = (context: RenderContext): readonly DeliveryColumn[] => [
  textColumn('reporter'),
  textColumn('form', 'key'),
  clearColumn(context, 'case_id', 'case'),
  clearColumn(context, 'identification'),
  dateColumn('date'),
  dateColumn('reported_on', 'reportedOn'),
  textColumn('decision_year', 'decisionYear'),
  clearColumn(context, 'identifier'),
  clearColumn(context, 'name'),
  flagColumn('unborn'),
  dateColumn('birth_date', 'birthDate'),
  textColumn('sex'),
  dateColumn('death_date', 'deathDate'),
  textColumn('paying_municipality', 'payingMunicipality'),
  { name: 'parents', type: 'text', value: (row) => parentsIn(row, context.resolve) },
  codeColumn('consent', 'placementBasisSamtykke'),
  codeColumn('provision', 'placementLegalBasisProvisions'),
  codeColumn('decided_by', 'decisionAuthority', 'decidedBy'),
  codeColumn('occasion', 'placementOccasion'),
  flagColumn('earlier_placement', 'earlierPlacement'),
  codeColumn('causes', 'decisiveCausesUdslag'),
  textColumn('site_list', 'siteList'),
  codeColumn('site_type', { in: 'siteList' }, 'siteType'),
  clearColumn(context, 'site_reference', 'siteReference'),
  textColumn('p_number', 'pNumber'),
  textColumn('department_uuid', 'departmentId'),
  textColumn('site_municipality', 'siteMunicipality'),
  { name: 'events', type: 'text', value: (row) => eventsIn(row) },
];

/** `relation number`, one after the other. */
function parentsIn(row: KeptRow, resolve: (token: string) => string): string | null {
  const parents = (row['parents'] ?? []) as readonly { relation: string; person: string | null }[];
  const told = parents.map(({ relation, person }) => `${relation} ${person === null ? 'unknown' : resolve(person)}`);
  return told.length ? told.join('; ') : null;
}

/** `number date`, one after the other: the form's events as numbered on it. */
const eventsIn = (row: KeptRow): string =>
  (row['events'] as readonly { event: number; date: string }[]).map(({ event, date }) => `${event} ${date}`).join('; ');

export const formLayouts = (statistic: string): readonly Layout[] => tableLayouts(statistic, 1, columns);
