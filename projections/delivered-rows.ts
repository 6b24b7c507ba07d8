import type { DeliveryRequest } from '#libs/reporting';
import type { RowVersion } from './engine/index.js';

/** The rows that a statistic delivers, told without selecting them. */
export interface DeliveredRows {
  readonly statistic: string;
  readonly projection: string;
  readonly kind: string;
  /** Whether a request of the statistic takes in the row, by the same word as its selection. */
  readonly holds: (row: RowVersion, request: Pick<DeliveryRequest, 'period' | 'parameters'>) => boolean;
}

/** Of a statistic of a period: what is dated in it. */
export const isDatedIn = (row: RowVersion, { from, to }: { from: string; to: string }): boolean =>
  row.date >= from && row.date <= to;
