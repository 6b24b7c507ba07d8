import type { DeliverOrder } from '../house.js';

/** What the house does as jobs. `deliver-country`: every reporter's delivery as a job of its own, then the country's. */
export const jobKinds = ['deliver', 'supplement', 'deliver-country'] as const;
export type HouseJobKind = (typeof jobKinds)[number];

/** The data of a job: no personal data, and the moment as an ordinal, so that the same request is the same job. */
export interface JobData {
  readonly order: DeliverOrder & { readonly asOf: string };
  /** Id of the credential that asked. */
  readonly principal: string;
}
