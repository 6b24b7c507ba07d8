import { houseMetadata } from '../house-metadata.js';
import type { Principal } from '#libs/intake';
import {
  compare,
  deliver,
  ledger,
  reproduce,
  resolveAsOf,
  supplement,
  vanishedBy,
  type Delivered,
  type Delivery,
  type DeliveryParts,
  type DeliveryRequest,
  type Statistic,
} from '#libs/reporting';
import { placementCoverage, statisticsOf } from '#projections';
import type { Deliveries, DeliverOrder, DeliveryNote, DeliveryResult, Watch } from '../house.js';
import { HouseError } from '../house-error.js';
import { checkDeliverer, mayDeliver } from './may-deliver.js';
import { renderParts, sealFor, type DeliverySide } from './delivery-parts.js';
import { movedBy } from './moved-by.js';

/** Deliveries of a house; the writing ones need its log opened for writing. */
export function deliveriesOf(delivering: DeliverySide): Deliveries {
  const { side, log, kept } = delivering;
  const statistics = (): readonly Statistic[] => statisticsOf(side.rows);
  const book = ledger(log.side);

  const found = (id: string, who: Principal): Delivery => {
    const delivery = book.byId(id);
    checkDeliverer(who, delivery.reporter);
    return delivery;
  };

  const prepare = (
    order: DeliverOrder,
    who: Principal,
    watch?: Watch,
  ): { request: DeliveryRequest; parts: DeliveryParts } => {
    checkDeliverer(who, order.reporter);
    const statistic = statisticOf(statistics(), order.statistic);
    const asOf = resolveAsOf(order.asOf, { reader: log.reader, now: side.clock() });
    const request = { ...order, asOf, parameters: order.parameters ?? {} };
    return { request, parts: deliveryParts(delivering, statistic, who, watch) };
  };

  return {
    statistics: () => statistics().map(({ id, en, da, periods }) => ({ id, en, da, periods })),
    async deliver(order, who, watch) {
      const { request, parts } = prepare(order, who, watch);
      return resultOf(await deliver(request, parts));
    },
    async supplement(order, who, watch) {
      const { request, parts } = prepare(order, who, watch);
      const delivered = await supplement(request, parts);
      return delivered ? resultOf(delivered) : null;
    },
    list: (filter, who) =>
      book
        .list(filter)
        .filter(({ reporter }) => mayDeliver(who, reporter))
        .map((delivery) => noteOf(delivery, kept.readManifest(delivery.manifest).files)),
    manifest: (id, who) => kept.readManifest(found(id, who).manifest),
    async compare(earlier, later, who) {
      const [one, other] = [found(earlier, who), found(later, who)];
      const judgesPlacements = one.statistic === 'placement-events';
      const vanished = vanishedBy(placementCoverage(side.rows('placements')));
      return compare(one, other, { kept, ...(judgesPlacements && { vanished }) });
    },
    async reproduce(id, who) {
      const delivery = found(id, who);
      const parts = { ...renderParts(delivering), statistics: statistics() };
      return reproduce(delivery, { ...parts, movedBy: movedBy(side, delivery.statistic) });
    },
  };
}

function statisticOf(statistics: readonly Statistic[], id: string): Statistic {
  const statistic = statistics.find((one) => one.id === id);
  if (statistic) return statistic;
  throw new HouseError(
    'delivery.unknown',
    `There is no such statistic; there are ${statistics.map((one) => one.id).join(', ')}.`,
  );
}

function deliveryParts(delivering: DeliverySide, statistic: Statistic, who: Principal, watch?: Watch): DeliveryParts {
  const { side, build, outDirectory } = delivering;
  const metadata = (): ReturnType<typeof houseMetadata> => houseMetadata(side.clock(), who.id, build);
  return {
    ...renderParts(delivering, watch),
    statistic,
    sealReaching: (ordinal) => sealFor(delivering, metadata(), ordinal),
    outDirectory,
    clock: side.clock,
    principal: who.id,
  };
}

const resultOf = ({ delivery, manifest, directory, duplicate }: Delivered): DeliveryResult => ({
  ...noteOf(delivery, manifest.files),
  again: duplicate,
  folder: directory,
});

function noteOf(delivery: Delivery, files: DeliveryNote['files']): DeliveryNote {
  const { id, number, statistic, reporter, period, asOf, rowCount, rows, at, principal, supplementOf } = delivery;
  return {
    ...{ id, number, statistic, reporter, period, asOf, at, principal, files },
    rows: rowCount,
    rowsSha256: rows,
    ...(supplementOf !== undefined && { supplementOf: `${id.slice(0, id.lastIndexOf('/'))}/${supplementOf}` }),
  };
}
