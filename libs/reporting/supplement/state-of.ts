import type { KeptRows } from '../kept/kept-rows.js';
import type { Delivery } from '../ledger/delivery.js';

/** Address of all rows of the period as believed when it was delivered: a supplement's own rows are changes only. */
export const stateOf = (delivery: Delivery, kept: KeptRows): string =>
  kept.readManifest(delivery.manifest).supplement?.stateSha256 ?? delivery.rows;
