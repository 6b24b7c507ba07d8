import { createHash } from 'node:crypto';
import type { SideEvent } from '#libs/event-log';
import type { DeliveryRequest } from '../port.js';

/** What a `delivered` event of the ledger says. Its time, principal and build stand in its metadata, its number is its place. */
export interface DeliveredData extends DeliveryRequest {
  /** SHA-256 of manifest.json. */
  readonly manifest: string;
  /** SHA-256 of the kept rows. */
  readonly rows: string;
  readonly rowCount: number;
  /** Only in a supplement: the number of the full delivery it belongs to. */
  readonly supplementOf?: number;
  /** Only in a supplement: the number of the delivery or supplement it was compared with. */
  readonly since?: number;
}

/** A delivery as the ledger tells it. */
export interface Delivery extends DeliveredData {
  /** `<statistic>/<reporter or dk>/<number>`. */
  readonly id: string;
  /** Counts from 1 within the statistic and reporter, supplements too. */
  readonly number: number;
  /** Counts from 1 within the full delivery that it supplements. */
  readonly supplementNumber?: number;
  /** When it was delivered, RFC 3339. */
  readonly at: string;
  readonly principal: string;
  readonly build: string;
}

export const deliveredType = 'delivered';

/** How the country is written where a reporter's code stands in a name. */
export const country = 'dk';

/** `delivery-<statistic>-<reporter or dk>`. */
export const deliveryStream = ({ statistic, reporter }: Pick<DeliveryRequest, 'statistic' | 'reporter'>): string =>
  `${streamPrefix}${statistic}-${reporter || country}`;

export const streamPrefix = 'delivery-';

/** The event's id is made of the manifest's hash, so that the log itself takes the same delivery once only. */
export function deliveryEventId(manifest: string): string {
  const hex = createHash('sha256').update(`delivery\n${manifest}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** How many there are of a book, and of supplements to each of its deliveries. */
export type Counts = Map<string, number>;

/**
 * The deliveries of one stream, oldest first; what is folded later goes on with the same counts. Numbers are counted within statistic and
 * reporter: two of them whose names run together (`a`, `b-c` and `a-b`, `c`) share a stream, and nothing else.
 */
export function foldDeliveries(events: readonly SideEvent[], counts: Counts): Delivery[] {
  const next = (of: string): number => {
    const count = (counts.get(of) ?? 0) + 1;
    counts.set(of, count);
    return count;
  };
  return events.map(({ data, metadata }) => {
    const delivered = data as DeliveredData;
    const { statistic, reporter, supplementOf } = delivered;
    const book = `${statistic}/${reporter || country}`;
    const number = next(book);
    return {
      ...delivered,
      id: `${book}/${number}`,
      number,
      ...(supplementOf !== undefined && { supplementNumber: next(`${book}/${supplementOf}`) }),
      at: metadata.recordedAt,
      principal: metadata.principal,
      build: metadata.build,
    };
  });
}
