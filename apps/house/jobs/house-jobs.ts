import type { Principal } from '#libs/intake';
import type { Job, JsonValue } from '#libs/jobs';
import { resolveAsOf } from '#libs/reporting';
import { deliveredRows } from '#projections';
import { checkDeliverer, mayDeliver } from '../deliveries/may-deliver.js';
import type { HouseJobs } from '../house.js';
import { HouseError } from '../house-error.js';
import type { ReadSide } from '../tables/read-side.js';
import { rebuildKind, type HouseJobKind, type JobData } from './job-kinds.js';
import type { Engines } from './open-jobs.js';

/** Jobs as who asks may have them: those of the reporters that it may deliver for; rebuilds for the role `operate`. */
export function houseJobs({ deliveries, own, of }: Engines, side: ReadSide): HouseJobs {
  const found = async (id: string, who: Principal): Promise<Job> => {
    const job = await of(id).get(id);
    if (job && maySee(job, who)) return job;
    throw new HouseError(
      'job.unknown',
      'There is no such job, or it is remembered no longer; the ledger lists what was delivered.',
    );
  };
  return {
    async add(kind, order, who) {
      const reporter = kind === 'deliver-country' ? '' : order.reporter;
      checkDeliverer(who, reporter);
      const asOf = String(resolveAsOf(order.asOf, { reader: side.log.reader, now: side.clock() }));
      const data = { order: { ...order, reporter, asOf }, principal: who.id };
      const children =
        kind === 'deliver-country' ? reportersOf(side, order.statistic).map((one) => child(data, one)) : [];
      return deliveries.add(kind, json(data), { again: true, ...(children.length > 0 && { children }) });
    },
    addRebuild: (who) =>
      own.add(rebuildKind, json({ head: side.log.reader.head(), principal: who.id }), { again: true }),
    get: found,
    async list(who, { after, ...paging } = {}) {
      const page = await deliveries.list({}, { ...paging, ...(after !== undefined && { after }) });
      // Rebuilds lie elsewhere where the deliveries are shared; there are few.
      const apart = own === deliveries || after !== undefined ? [] : (await own.list({}, paging)).jobs;
      return { jobs: [...apart, ...page.jobs].filter((job) => maySee(job, who)), next: page.next };
    },
    async cancel(id, who) {
      await found(id, who);
      return of(id).cancel(id);
    },
    health: () => deliveries.health(),
  };
}

type DeliveryData = JobData & Required<Pick<JobData, 'order'>>;

const child = ({ order, principal }: DeliveryData, reporter: string): { kind: HouseJobKind; data: JsonValue } => ({
  kind: 'deliver',
  data: json({ order: { ...order, reporter }, principal }),
});

function maySee({ data }: Job, who: Principal): boolean {
  const { order } = data as unknown as JobData;
  return order ? mayDeliver(who, order.reporter) : who.roles.includes('operate');
}

/** Only what is there: JSON knows no undefined. */
const json = (data: JobData): JsonValue => JSON.parse(JSON.stringify(data)) as JsonValue;

/** Everyone who has a row that the statistic delivers. @throws HouseError `delivery.unknown`. */
function reportersOf(side: ReadSide, statistic: string): string[] {
  const of = deliveredRows.find((one) => one.statistic === statistic);
  if (!of) throw new HouseError('delivery.unknown', 'There is no such statistic; list the statistics to see them.');
  return side
    .rows(of.projection)
    .reporters(of.kind)
    .filter((reporter) => reporter !== '');
}
