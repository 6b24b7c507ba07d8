import type { EventMetadata, SideStreams } from '#libs/event-log';
import { ReportingError } from '../reporting-error.js';
import type { DeliveryRequest } from '../port.js';
import {
  country,
  deliveredType,
  deliveryEventId,
  deliveryStream,
  foldDeliveries,
  streamPrefix,
  type Counts,
  type DeliveredData,
  type Delivery,
} from './delivery.js';

/** Which deliveries to list; every part narrows. `reporter: ''` is the country, `period: ''` the full stock. */
export type DeliveryFilter = Partial<Pick<DeliveryRequest, 'statistic' | 'reporter' | 'period'>>;

/** The ledger of deliveries: events in side streams, folded when read, on from where they were read before. */
export interface Ledger {
  /** Deliveries by the time they were made, then by id. */
  list(filter?: DeliveryFilter): Delivery[];
  /** Deliveries of a statistic that may hold rows of a reporter: its own and the country's, in the order of `list`. */
  ofReporter(statistic: string, reporter: string): Delivery[];
  /** By `<statistic>/<reporter or dk>/<number>`. Throws ReportingError `delivery.not-found`. */
  byId(id: string): Delivery;
  /** Throws ReportingError `delivery.not-found`. */
  byNumber(of: Book, number: number): Delivery;
  /** Deliveries of the same statistic, reporter, period and parameters, oldest first. */
  ofPeriod(request: DeliveryRequest): Delivery[];
  /** Enters a delivery; one with the same manifest is entered once, and answered with its first number. */
  enter(data: DeliveredData, metadata: EventMetadata): Promise<{ delivery: Delivery; duplicate: boolean }>;
}

export const ledger = (side: SideStreams): Ledger => ({
  list: (filter = {}) => list(side, filter),
  ofReporter: (statistic, reporter) =>
    [...new Set([reporter, ''])].flatMap((one) => deliveriesOf(side, { statistic, reporter: one })).sort(byTime),
  byId: (id) => byId(side, id),
  byNumber: (of, number) => byNumber(side, of, number),
  ofPeriod: (request) => deliveriesOf(side, request).filter((delivery) => isOfPeriod(delivery, request)),
  enter: (data, metadata) => enter(side, data, metadata),
});

function list(side: SideStreams, { statistic, reporter, period }: DeliveryFilter): Delivery[] {
  const prefix = statistic === undefined ? streamPrefix : `${streamPrefix}${statistic}-`;
  return side
    .streams(prefix)
    .flatMap((stream) => deliveriesIn(side, stream))
    .filter(
      (delivery) =>
        (statistic === undefined || delivery.statistic === statistic) &&
        (reporter === undefined || delivery.reporter === reporter) &&
        (period === undefined || delivery.period === period),
    )
    .sort(byTime);
}

/** What was folded of the streams of a log so far. They only grow. */
const folded = new WeakMap<SideStreams, Map<string, { readonly counts: Counts; readonly deliveries: Delivery[] }>>();

function deliveriesIn(side: SideStreams, stream: string): readonly Delivery[] {
  const streams = folded.get(side) ?? new Map<string, { counts: Counts; deliveries: Delivery[] }>();
  folded.set(side, streams);
  const known = streams.get(stream) ?? { counts: new Map<string, number>(), deliveries: [] };
  known.deliveries.push(...foldDeliveries(side.read(stream, known.deliveries.length), known.counts));
  streams.set(stream, known);
  return known.deliveries;
}

const byTime = (one: Delivery, other: Delivery): number =>
  compareText(one.at, other.at) ||
  compareText(one.statistic, other.statistic) ||
  compareText(one.reporter, other.reporter) ||
  one.number - other.number;

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

async function enter(
  side: SideStreams,
  data: DeliveredData,
  metadata: EventMetadata,
): Promise<{ delivery: Delivery; duplicate: boolean }> {
  const stream = deliveryStream(data);
  const event = { id: deliveryEventId(data.manifest), type: deliveredType, version: 1, data, metadata };
  const outcome = await side.append(stream, 'any', event);
  if (outcome.kind !== 'appended')
    throw new ReportingError(
      'delivery.conflict',
      'The ledger holds this manifest with other content; verify the log before anything more is delivered.',
    );
  const delivery = found(deliveriesOf(side, data).find(({ manifest }) => manifest === data.manifest));
  return { delivery, duplicate: outcome.receipts[0]!.duplicate };
}

function byId(side: SideStreams, id: string): Delivery {
  const [, statistic, reporter, number] = /^([^/]+)\/([^/]+)\/(\d{1,9})$/.exec(id) ?? [];
  if (number === undefined) return found(undefined);
  return byNumber(side, { statistic: statistic!, reporter: reporter === country ? '' : reporter! }, Number(number));
}

type Book = Pick<DeliveryRequest, 'statistic' | 'reporter'>;

const deliveriesOf = (side: SideStreams, { statistic, reporter }: Book): Delivery[] =>
  deliveriesIn(side, deliveryStream({ statistic, reporter })).filter(
    (delivery) => delivery.statistic === statistic && delivery.reporter === reporter,
  );

const byNumber = (side: SideStreams, of: Book, number: number): Delivery => found(deliveriesOf(side, of)[number - 1]);

function found(delivery: Delivery | undefined): Delivery {
  if (delivery) return delivery;
  throw new ReportingError('delivery.not-found', 'There is no such delivery; list the deliveries to see their ids.');
}

const isOfPeriod = (delivery: Delivery, { period, parameters }: DeliveryRequest): boolean =>
  delivery.period === period && sameParameters(delivery.parameters, parameters);

function sameParameters(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
