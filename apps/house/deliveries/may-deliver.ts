import type { Principal } from '#libs/intake';
import { HouseError } from '../house-error.js';
import { maySee } from '../tables/may-see.js';

/** Deliveries hold numbers in clear: for the role `deliver`, of its own reporters; the country's for the role `national` as well. */
export const mayDeliver = (who: Principal, reporter: string): boolean =>
  who.roles.includes('deliver') && maySee(who, reporter);

/** @throws HouseError `delivery.forbidden`. */
export function checkDeliverer(who: Principal, reporter: string): void {
  if (mayDeliver(who, reporter)) return;
  throw new HouseError(
    'delivery.forbidden',
    'This credential may not deliver for that reporter; it takes the role deliver, and national for the country.',
  );
}
