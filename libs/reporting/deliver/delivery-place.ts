import { join } from 'node:path';
import type { DeliveryRequest } from '../port.js';

/** How the whole country is called in names of folders and streams. */
export const country = 'dk';

type WhoAndWhat = Pick<DeliveryRequest, 'statistic' | 'reporter'>;

/** The ledger of a statistic and a reporter: its n-th event is delivery number n. */
export const ledgerStream = ({ statistic, reporter }: WhoAndWhat): string =>
  `delivery-${statistic}-${reporter || country}`;

/** Names a delivery: `<statistic>/<reporter or dk>/<number>`. */
export const deliveryId = ({ statistic, reporter }: WhoAndWhat, number: number): string =>
  `${statistic}/${reporter || country}/${number}`;

/** Its folder under the out directory: `<statistic>/<reporter or dk>/<period or stock>/<asOf>-<first 12 digits of the manifest's hash>`. */
export const deliveryFolder = (request: DeliveryRequest, manifestSha256: string): string =>
  join(
    request.statistic,
    request.reporter || country,
    request.period || 'stock',
    `${request.asOf}-${manifestSha256.slice(0, 12)}`,
  );
