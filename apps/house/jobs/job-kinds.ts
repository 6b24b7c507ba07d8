import type { DeliverOrder } from '../house.js';

/** Deliveries as jobs. `deliver-country`: every reporter's delivery as a job of its own, then the country's. */
export const jobKinds = ['deliver', 'supplement', 'deliver-country'] as const;
export type HouseJobKind = (typeof jobKinds)[number];

/** Building the projections of one data directory anew: a job that only the process which keeps them can do. */
export const rebuildKind = 'rebuild';

/** The data of a job: no personal data, and the moment as an ordinal, so that the same request is the same job. */
export interface JobData {
  /** Of a delivery. */
  readonly order?: DeliverOrder & { readonly asOf: string };
  /** Of a rebuild: the log's head when it was asked for. */
  readonly head?: number;
  /** Id of the credential that asked. */
  readonly principal: string;
}
