import { writeCsv, type Layout, type RenderContext } from '#libs/reporting';
import {
  clearColumn,
  codeColumn,
  dateColumn,
  flagColumn,
  textColumn,
  type DeliveryColumn,
} from '../delivery-columns.js';
import { tableLayouts } from '../table-layouts.js';
import { l201Code } from './l201-code.js';
import { l201Layout, type StockRow } from './l201.js';

const stockColumns = (context: RenderContext): readonly DeliveryColumn[] => [
  textColumn('reporter'),
  clearColumn(context, 'identifier'),
  clearColumn(context, 'guardian'),
  clearColumn(context, 'measure_id', 'measure'),
  { name: 'code', type: 'text', value: (row) => l201Code((row as StockRow).pgf) ?? null },
  dateColumn('start_date', 'startDate'),
  dateColumn('end_date', 'endDate'),
];

const stockCsv: Layout = {
  id: 'support-stock-csv.v1',
  fileName: ({ request }) => `support-stock_${request.reporter || 'dk'}.csv`,
  write: (rows, context) => writeCsv(rows, stockColumns(context)),
};

/** The full stock as Statistics Denmark takes it, and the same rows as a table. */
export const supportStockLayouts: readonly Layout[] = [l201Layout, stockCsv];

const eventColumns = (context: RenderContext): readonly DeliveryColumn[] => [
  textColumn('reporter'),
  clearColumn(context, 'identifier'),
  clearColumn(context, 'case_id', 'case'),
  clearColumn(context, 'measure_id', 'measure'),
  textColumn('row', 'key'),
  textColumn('event'),
  dateColumn('event_date', 'date'),
  codeColumn('code', 'supportMeasurePgf', 'pgf'),
  dateColumn('start_date', 'startDate'),
  dateColumn('end_date', 'endDate'),
  codeColumn('causes', 'decisiveCausesUdslag'),
  textColumn('p_number', 'pNumber'),
  textColumn('department_uuid', 'departmentId'),
  textColumn('second_person_role', 'secondRole'),
  clearColumn(context, 'second_person', 'secondPerson'),
  flagColumn('section_75', 'section75'),
  codeColumn('cessation_reason', 'supportCessationReason', 'reason'),
  textColumn('age_limit', 'ageLimit'),
];

/** The support extract. No official file layout of it is known: names are ours. */
export const supportEventLayouts: readonly Layout[] = tableLayouts('support-events', 1, eventColumns);
