import type { Layout, RenderContext } from '#libs/reporting';
import {
  clearColumn,
  codeColumn,
  dateColumn,
  flagColumn,
  textColumn,
  type DeliveryColumn,
} from '../delivery-columns.js';
import { tableLayouts } from '../table-layouts.js';

/** The columns of version 1; identifier, case and site in clear. No official file layout of this extract is known: names are ours. */
const columns = (context: RenderContext): readonly DeliveryColumn[] => [
  textColumn('reporter'),
  clearColumn(context, 'identifier'),
  clearColumn(context, 'case_id', 'case'),
  textColumn('row', 'key'),
  textColumn('event_code', 'eventCode'),
  textColumn('event'),
  dateColumn('event_date', 'date'),
  dateColumn('decision_date', 'decisionDate'),
  flagColumn('planned'),
  codeColumn('consent', 'placementBasisSamtykke'),
  codeColumn('provision', 'placementLegalBasisProvisions'),
  textColumn('site_list', 'siteList'),
  codeColumn('site_type', { in: 'siteList' }, 'siteType'),
  clearColumn(context, 'site_reference', 'siteReference'),
  textColumn('site_municipality', 'siteMunicipality'),
  textColumn('p_number', 'pNumber'),
  textColumn('department_uuid', 'departmentId'),
  codeColumn('causes', 'decisiveCausesUdslag'),
  textColumn('change'),
  textColumn('change_reason', 'reason'),
  textColumn('cessation'),
  codeColumn('cessation_reason', 'placementCessationReason', 'cessationReason'),
  codeColumn('residence_after', 'residenceAfterCessationEfthjem', 'residenceAfter'),
  textColumn('to_municipality', 'toMunicipality'),
  textColumn('from_municipality', 'fromMunicipality'),
  textColumn('paying_municipality', 'payingMunicipality'),
];

export const placementEventLayouts: readonly Layout[] = tableLayouts('placement-events', 1, columns);
