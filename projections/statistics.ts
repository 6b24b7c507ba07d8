import type { Statistic } from '#libs/reporting';
import type { DeliveredRows } from './delivered-rows.js';
import type { RowReader } from './engine/index.js';
import { schemaDelivered, schemaStatistic } from './forms/statistics.js';
import { placementEventsDelivered, placementEventsStatistic } from './placement-events/statistic.js';
import {
  supportEventsDelivered,
  supportEventsStatistic,
  supportStockDelivered,
  supportStockStatistic,
} from './support/statistics.js';

/** Every statistic of the house, reading rows by the name of their projection. */
export const statisticsOf = (rows: (projection: string) => RowReader): readonly Statistic[] => [
  placementEventsStatistic(rows('placement-events')),
  supportStockStatistic(rows('support')),
  supportEventsStatistic(rows('support')),
  schemaStatistic(1, rows('forms')),
  schemaStatistic(2, rows('forms')),
  schemaStatistic(3, rows('forms')),
];

/** Which rows each statistic delivers: how a trace finds the deliveries that an event moved. */
export const deliveredRows: readonly DeliveredRows[] = [
  placementEventsDelivered,
  supportStockDelivered,
  supportEventsDelivered,
  schemaDelivered(1),
  schemaDelivered(2),
  schemaDelivered(3),
];
