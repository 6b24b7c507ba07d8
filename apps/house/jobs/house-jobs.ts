import type { Principal } from '#libs/intake';
import type { Job, Jobs, JsonValue } from '#libs/jobs';
import { resolveAsOf } from '#libs/reporting';
import { deliveredRows } from '#projections';
import { checkDeliverer, mayDeliver } from '../deliveries/may-deliver.js';
import type { DeliverOrder, HouseJobs } from '../house.js';
import { HouseError } from '../house-error.js';
import type { ReadSide } from '../tables/read-side.js';
import type { HouseJobKind, JobData } from './job-kinds.js';

/** Jobs as who asks may have them: those of the reporters that it may deliver for. */
export function houseJobs(jobs: Jobs, side: ReadSide): HouseJobs {
  const found = async (id: string, who: Principal): Promise<Job> => {
    const job = await jobs.get(id);
    if (job && mayDeliver(who, orderOf(job).reporter)) return job;
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
      const data: JobData = { order: { ...order, reporter, asOf }, principal: who.id };
      const children =
        kind === 'deliver-country' ? reportersOf(side, order.statistic).map((one) => child(data, one)) : [];
      return jobs.add(kind, json(data), { again: true, ...(children.length > 0 && { children }) });
    },
    get: found,
    async list(who, paging) {
      const { jobs: page, next } = await jobs.list({}, paging);
      return { jobs: page.filter((job) => mayDeliver(who, orderOf(job).reporter)), next };
    },
    async cancel(id, who) {
      await found(id, who);
      return jobs.cancel(id);
    },
    health: () => jobs.health(),
  };
}

const child = ({ order, principal }: JobData, reporter: string): { kind: HouseJobKind; data: JsonValue } => ({
  kind: 'deliver',
  data: json({ order: { ...order, reporter }, principal }),
});

const orderOf = ({ data }: Job): DeliverOrder => (data as unknown as JobData).order;

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
