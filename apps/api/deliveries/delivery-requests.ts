import { Content, Count, Text } from '#libs/cases';
import { IsTextMap } from '../operations/is-text-map.js';
import type { DeliverOrder } from '#apps/house';
import { asOfInfo, reporterOf, reporterOrCountry } from '../views/view-queries.js';

const statistic = {
  en: 'Statistic; see GET /v1/statistics.',
  da: 'Statistik',
  max: 60,
  pattern: /^[a-z0-9-]+$/,
  example: 'placement-events',
};
const reporter = {
  en: 'A municipality, a department (p- and its UUID), or dk for the country (role national).',
  da: 'Indberetter',
  max: 40,
  pattern: reporterOrCountry,
  example: '615',
};
const period = {
  en: 'Quarter or year; none for a full stock.',
  da: 'Periode',
  max: 6,
  pattern: /^\d{4}(Q[1-4])?$/,
  required: false,
  example: '2026Q1',
};
const deliveryId = {
  max: 120,
  pattern: /^[a-z0-9-]+\/[A-Za-z0-9._-]+\/[1-9]\d{0,8}$/,
  example: 'placement-events/615/1',
};

/** What is to be delivered. */
export class DeliveryOrder {
  @Text(statistic)
  statistic!: string;

  @Text(reporter)
  reporter!: string;

  @Text(period)
  period?: string;

  @Text(asOfInfo)
  asOf?: string;

  @Content({
    en: "The statistic's own parameters.",
    da: 'Parametre',
    required: false,
    example: { since: '2012-01-01' },
  })
  @IsTextMap()
  parameters?: Record<string, string>;
}

export class DeliveryQuery {
  @Text({ ...statistic, required: false })
  statistic?: string;

  @Text({ ...reporter, required: false })
  reporter?: string;

  @Text(period)
  period?: string;
}

export class DeliveryPath {
  @Text(statistic)
  statistic!: string;

  @Text(reporter)
  reporter!: string;

  @Count({ en: 'Number of the delivery.', da: 'Leverancenummer', min: 1, max: 1e9, example: 1 })
  number!: number;
}

/** Two deliveries of one statistic and reporter. */
export class CompareOrder {
  @Text({ en: 'Id of the earlier delivery.', da: 'Tidligere leverance', ...deliveryId })
  earlier!: string;

  @Text({ en: 'Id of the later delivery.', da: 'Senere leverance', ...deliveryId, example: 'placement-events/615/2' })
  later!: string;
}

export class ReproduceOrder {
  @Text({ en: 'Id of the delivery.', da: 'Leverance', ...deliveryId })
  id!: string;
}

/** What can be wrong with an order. */
export const orderProblems = [
  'body.invalid',
  'delivery.unknown',
  'delivery.forbidden',
  'delivery.period-kind',
  'delivery.as-of-ahead',
  'delivery.as-of-invalid',
  'delivery.empty-log',
  'period.invalid',
  'as-of.invalid',
] as const;

/** An order as the house takes it. */
export const orderOf = ({ reporter, period = '', ...rest }: DeliveryOrder): DeliverOrder => ({
  ...rest,
  reporter: reporterOf(reporter),
  period,
});
