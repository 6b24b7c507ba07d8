import type { Statistic } from '#libs/reporting';
import type { RowReader } from './engine/index.js';
import { placementEventsStatistic } from './placement-events/statistic.js';
import { supportEventsStatistic, supportStockStatistic } from './support/statistics.js';

/** Every statistic of the house, reading rows by the name of their projection. */
export const statisticsOf = (readers: Readonly<Record<string, RowReader>>): readonly Statistic[] => [
  placementEventsStatistic(readers['placement-events']!),
  supportStockStatistic(readers['support']!),
  supportEventsStatistic(readers['support']!),
];
