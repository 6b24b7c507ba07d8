import type { EventStoreLog } from '../../libs/event-log/eventstoredb/open.js';
import { numbers, reached, wholeLog } from '../../libs/event-log/testing/contract/contract-log.js';
import { event, request } from '../../libs/event-log/testing/sample-events.js';

export const upTo = (n: number): number[] => Array.from({ length: n }, (_, at) => at + 1);

/** Sixteen callers, one event a call in streams of their own and a shared one; resolves with how many events were acknowledged. */
export async function writers(log: EventStoreLog, each: number): Promise<number> {
  const caller = async (who: number): Promise<void> => {
    for (let turn = 0; turn < each; turn++) {
      const n = who * each + turn + 1;
      const [outcome] = await log.appender.append([request(n % 2 ? 'shared' : `own-${who}`, [event(n)])]);
      expect(outcome).toMatchObject({ kind: 'appended', receipts: [{ duplicate: false }] });
    }
  };
  await Promise.all(upTo(16).map((_, who) => caller(who)));
  return 16 * each;
}

/** The log holds events 1 to `count`, each once. */
export async function expectEach(log: EventStoreLog, count: number): Promise<void> {
  await reached(log.reader, count);
  expect(numbers(wholeLog(log.reader)).sort((one, other) => one - other)).toEqual(upTo(count));
}
