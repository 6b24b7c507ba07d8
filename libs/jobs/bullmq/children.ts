import type { Job as BullJob } from 'bullmq';
import { failureFromText } from '../failure.js';
import type { ChildOutcome, JsonValue } from '../port.js';
import { keyOf } from './queues.js';
import { cancelledCode } from './read-job.js';
import type { StoredData } from './stored-data.js';

/** How the children ended, from what BullMQ laid aside with the parent: it stays when a child itself is forgotten. */
export async function outcomesOf(job: BullJob): Promise<ChildOutcome[]> {
  const { children = [] } = job.data as StoredData;
  if (children.length === 0) return [];
  const [results, failures] = await Promise.all([job.getChildrenValues<JsonValue>(), job.getIgnoredChildrenFailures()]);
  return children.map((child) => {
    const key = keyOf(child.kind, child.id);
    if (Object.hasOwn(results, key)) return { ...child, state: 'done', result: results[key]!, failure: null };
    const reason = failures[key] ?? '';
    return {
      ...child,
      state: reason.startsWith(cancelledCode) ? 'cancelled' : 'failed',
      result: null,
      failure: failureFromText(reason),
    };
  });
}
