import { checkedRequest } from '../deliver/checked-request.js';
import type { DeliveryParts } from '../deliver/delivery-parts.js';
import { publish, type Delivered } from '../deliver/publish.js';
import { watchRows } from '../deliver/watch-rows.js';
import type { Delivery } from '../ledger/delivery.js';
import { ledger } from '../ledger/ledger.js';
import { ReportingError } from '../reporting-error.js';
import type { DeliveryRequest } from '../port.js';
import { changeRows } from './change-rows.js';
import type { ChangeRow } from './change-row.js';
import { stateOf } from './state-of.js';

/**
 * Delivers what came since the last delivery or supplement of the same period: the rows added and changed in the statistic's layouts,
 * and `changes.jsonl`, which says of each row whether it was added, changed or withdrawn. A delivery of its own in the ledger, numbered
 * within the full delivery that it supplements. Undefined, and nothing is written to the ledger, where nothing changed.
 * Throws ReportingError `delivery.no-supplement`, `delivery.not-delivered-before`, `delivery.supplement-behind`, and those of `deliver`.
 */
export async function supplement(asked: DeliveryRequest, parts: DeliveryParts): Promise<Delivered | undefined> {
  const { statistic } = parts;
  const request = checkedRequest(asked, statistic, parts.reader.head());
  if (statistic.periods === 'stock')
    throw new ReportingError(
      'delivery.no-supplement',
      'A full stock is always delivered whole: a file of its changes would read as all there is. Deliver it again.',
    );
  const since = followed(ledger(parts.side).ofPeriod(request), request.asOf);
  await parts.projected(statistic.projections, request.asOf);
  const seal = await parts.sealReaching(request.asOf);
  const { rows, leftOut } = statistic.select(request);
  const state = await parts.kept.write(watchRows(rows, parts, { step: 'select' }));
  const before = stateOf(since, parts.kept);
  if (before === state.sha256) return undefined;
  const changes = changeRows(
    () => parts.kept.read(before),
    () => parts.kept.read(state.sha256),
  );
  if (changes.length === 0) return undefined;
  const kept = await parts.kept.write(changes);
  return publish(
    {
      ...{ request, kept, leftOut, seal },
      supplement: { since: since.manifest, stateSha256: state.sha256, ...countsOf(changes) },
      numbers: { supplementOf: since.supplementOf ?? since.number, since: since.number },
    },
    parts,
  );
}

/** The delivery that a supplement as of this ordinal follows. One made before for the same ordinal follows what it followed then. */
function followed(delivered: readonly Delivery[], asOf: number): Delivery {
  const same = delivered.find((one) => one.asOf === asOf && one.since !== undefined);
  if (same) return delivered.find(({ number }) => number === same.since)!;
  const last = delivered.reduce<Delivery | undefined>(
    (best, one) => (best && best.asOf > one.asOf ? best : one),
    undefined,
  );
  if (!last)
    throw new ReportingError(
      'delivery.not-delivered-before',
      'This period was not delivered yet; deliver it in full before a supplement.',
    );
  if (last.asOf > asOf)
    throw new ReportingError(
      'delivery.supplement-behind',
      `The period was delivered as of ordinal ${last.asOf} already; a supplement has to be as of a later one.`,
    );
  return last;
}

function countsOf(changes: readonly ChangeRow[]): { added: number; changed: number; withdrawn: number } {
  const counts = { added: 0, changed: 0, withdrawn: 0 };
  for (const { change } of changes) counts[change]++;
  return counts;
}
