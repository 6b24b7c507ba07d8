import { Choice, Count, Text } from '#libs/cases';
import { jobKinds, type HouseJobKind } from '#apps/house';
import { DeliveryOrder } from '../deliveries/delivery-requests.js';

/** A delivery that is done as a job. */
export class JobOrder extends DeliveryOrder {
  @Choice({
    en: 'deliver, supplement, or deliver-country: every reporter as a job of its own, then the country (role national).',
    da: 'Jobtype',
    of: jobKinds,
    example: 'deliver',
  })
  kind!: HouseJobKind;
}

export class JobPath {
  @Text({
    en: 'Id of the job.',
    max: 120,
    pattern: /^[a-z-]{1,40}-[0-9a-f]{32}$/,
    example: `deliver-${'0f'.repeat(16)}`,
  })
  jobId!: string;
}

export class JobQuery {
  @Text({ en: 'Cursor that the page before gave as next.', max: 300, pattern: /^[\w=+/.:-]+$/, required: false })
  after?: string;

  @Count({ en: 'Jobs of a page; 50 when absent.', min: 1, max: 500, required: false, example: 50 })
  limit?: number;
}
