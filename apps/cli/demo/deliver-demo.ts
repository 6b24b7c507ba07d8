import type { DeliverOrder, DeliveryResult, House } from '#apps/house';
import { quarterOf } from '#libs/reference';

/** What the demo delivers: the three schemas of the year, two quarters of placements, the full stock and the quarter's support. */
export function demoOrders(reporter: string, day: string): DeliverOrder[] {
  const year = day.slice(0, 4);
  const [last, before] = finishedQuarters(day);
  return [
    ...['schema-1', 'schema-2', 'schema-3'].map((statistic) => ({ statistic, reporter, period: year })),
    { statistic: 'placement-events', reporter, period: before },
    { statistic: 'placement-events', reporter, period: last },
    { statistic: 'support-stock', reporter, period: '' },
    { statistic: 'support-events', reporter, period: last },
  ];
}

/** The two last quarters that are over on a day, the later first. */
function finishedQuarters(day: string): [string, string] {
  const before = (quarter: string): string => {
    const [year, number] = [Number(quarter.slice(0, 4)), Number(quarter.slice(5))];
    return number === 1 ? `${year - 1}Q4` : `${year}Q${number - 1}`;
  };
  const last = before(quarterOf(day));
  return [last, before(last)];
}

export async function deliverDemo(
  { deliveries, operator }: House,
  orders: readonly DeliverOrder[],
  signal: AbortSignal,
): Promise<DeliveryResult[]> {
  const results: DeliveryResult[] = [];
  for (const order of orders) results.push(await deliveries.deliver(order, operator, { signal }));
  return results;
}
