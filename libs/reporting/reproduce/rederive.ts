import { canonicalJson } from '#libs/event-log';
import { compareRows } from '../compare/compare-rows.js';
import type { RenderParts } from '../deliver/delivery-parts.js';
import { rowsHash } from '../kept/canonical-rows.js';
import type { Delivery } from '../ledger/delivery.js';
import type { DeliveryRequest, KeptRow, Manifest, Statistic } from '../port.js';

/** Names the ordinals, up to `asOf`, whose events moved the row of this key. */
export type MovedBy = (key: string, asOf: number) => readonly number[];

/** A row that comes out otherwise today: `added` was not delivered, `gone` was and is no longer derived. */
export interface MovedRow {
  readonly key: string;
  readonly kind: 'added' | 'changed' | 'gone';
  readonly fields: readonly string[];
  readonly movedBy: readonly number[];
}

/** What the projections say today of what was delivered. */
export interface Rederivation {
  readonly same: boolean;
  readonly sha256: string;
  readonly moved: readonly MovedRow[];
  /** The same rows were left out for the same reasons. */
  readonly sameLeftOut: boolean;
}

/** Selects all rows of a delivery (of a supplement: of its period) anew as of its ordinal and compares them with the kept ones. */
export async function rederive(
  { delivery, manifest, statistic, movedBy }: RederiveParts,
  parts: RenderParts,
): Promise<Rederivation> {
  const { asOf } = delivery;
  await parts.projected(statistic.projections, asOf);
  const stateSha256 = manifest.supplement?.stateSha256 ?? delivery.rows;
  const selection = statistic.select(requestOf(delivery));
  const again = (): Iterable<KeptRow> => statistic.select(requestOf(delivery)).rows;
  const sha256 = await rowsHash(selection.rows, again);
  const sameLeftOut = canonicalJson(selection.leftOut) === canonicalJson(manifest.leftOut);
  const same = sha256 === stateSha256;
  if (same) return { same, sha256, moved: [], sameLeftOut };
  const changes = compareRows(() => parts.kept.read(stateSha256), again);
  const moved = changes.map((change) => ({
    key: change.key,
    kind: change.kind,
    fields: change.kind === 'changed' ? change.fields : [],
    movedBy: movedBy(change.key, asOf),
  }));
  return { same, sha256, moved, sameLeftOut };
}

export interface RederiveParts {
  readonly delivery: Delivery;
  readonly manifest: Manifest;
  readonly statistic: Statistic;
  readonly movedBy: MovedBy;
}

export const requestOf = ({ statistic, reporter, period, asOf, parameters }: Delivery): DeliveryRequest => ({
  statistic,
  reporter,
  period,
  asOf,
  parameters,
});
