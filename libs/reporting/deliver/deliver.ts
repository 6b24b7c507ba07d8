import type { DeliveryRequest } from '../port.js';
import { checkedRequest } from './checked-request.js';
import type { DeliveryParts } from './delivery-parts.js';
import { publish, type Delivered } from './publish.js';
import { watchRows } from './watch-rows.js';

/**
 * Delivers a statistic: selects and keeps its rows, renders every layout, puts the files in their place with a manifest, and enters
 * the delivery in the ledger. The same request whose manifest is the same is the same delivery: its number comes back, nothing is
 * added, and files that were lost are put back. Ended at any point, nothing is left half-written, and run again it completes.
 * Throws ReportingError: those of {@link checkedRequest}, `delivery.row-key-twice`, `delivery.token-unknown`, `delivery.token-unlisted`,
 * `delivery.file-name`, `delivery.cancelled`, `delivery.conflict`, `kept.damaged`, `writer.value-unfit`.
 */
export async function deliver(asked: DeliveryRequest, parts: DeliveryParts): Promise<Delivered> {
  const { statistic } = parts;
  const request = checkedRequest(asked, statistic, parts.reader.head());
  await parts.projected(statistic.projections, request.asOf);
  const seal = await parts.sealReaching(request.asOf);
  const { rows, leftOut } = statistic.select(request);
  const kept = await parts.kept.write(watchRows(rows, parts, { step: 'select' }));
  return publish({ request, kept, leftOut, seal }, parts);
}
