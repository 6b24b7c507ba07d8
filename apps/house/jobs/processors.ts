import type { Principal } from '#libs/intake';
import { assertAllDone, FinalFailure, JobsError, type JobContext, type JsonValue, type Processor } from '#libs/jobs';
import { ReportingError } from '#libs/reporting';
import type { Deliveries, DeliveryResult, House, Watch } from '../house.js';
import { HouseError } from '../house-error.js';
import type { HouseJobKind, JobData } from './job-kinds.js';

/** Builds the projections of this process anew; ended or killed, it has changed nothing and begins anew. */
export const rebuildProcessor =
  (rebuild: House['rebuild']): Processor =>
  async (_, { signal, progress }) => {
    const rebuilt = await rebuild({ signal, onProgress: (stage, done, of) => progress(done, of, stage) });
    return {
      projections: rebuilt.map(({ projection, ordinal, digest, before }) => ({
        ...{ projection, ordinal, digest },
        changed: before !== undefined && before !== digest,
      })),
    };
  };

/** Does the deliveries of a house. Delivering the same again is the same delivery, so a job may be done twice without harm. */
export function processorsOf(deliveries: Deliveries, operator: Principal): Readonly<Record<HouseJobKind, Processor>> {
  const run =
    (how: 'deliver' | 'supplement'): Processor =>
    async (data, context) => {
      const { order, principal } = data as unknown as Required<JobData>;
      return told(await final(deliveries[how](order, { ...operator, id: principal }, watchOf(context))));
    };
  const country: Processor = async (data, context) => {
    const children = await final(context.children().then(assertAllDone));
    return { ...((await run('deliver')(data, context)) as object), reporters: children.length };
  };
  return { deliver: run('deliver'), supplement: run('supplement'), 'deliver-country': country };
}

const watchOf = ({ signal, progress }: JobContext): Watch => ({
  signal,
  onProgress: (step, rows) => progress(rows, rows, step),
});

/** An order that cannot be met is not tried again, nor a child that has failed; anything else may be a matter of the moment. */
async function final<T>(delivering: Promise<T>): Promise<T> {
  try {
    return await delivering;
  } catch (error) {
    if (isMoment(error)) throw error;
    if (error instanceof ReportingError || error instanceof HouseError || isFailedChild(error))
      throw new FinalFailure(error.code, error.message);
    throw error;
  }
}

const isFailedChild = (error: unknown): error is JobsError =>
  error instanceof JobsError && error.code === 'jobs.child-failed';

const isMoment = (error: unknown): boolean =>
  ['delivery.cancelled', 'projecting.behind', 'projecting.stopped'].includes((error as { code?: string }).code ?? '');

const told = (result: DeliveryResult | null): JsonValue =>
  result && { id: result.id, rows: result.rows, asOf: result.asOf, again: result.again };
