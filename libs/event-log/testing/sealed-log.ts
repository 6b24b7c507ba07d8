import { sealLog } from '../seals/seal-log.js';
import { openSqliteEventLog, type OpenLog } from '../sqlite/open.js';
import { event, events, request, stamped } from './sample-events.js';
import { temporaryDirectory } from './temporary-directory.js';

export const sealMetadata = stamped(60_000);

export const seal = ({ side, reader }: OpenLog, upTo?: number) =>
  sealLog({ side, reader, metadata: sealMetadata, ...(upTo !== undefined && { upTo }) });

/**
 * A closed log: events 1–12 of three streams, sealed up to 4 and up to 10, a delivery, and two events after the last seal.
 *
 * Ordinals: a 1–3, b 4–6, c 7, a 8, b 9, c 10, a 11, c 12. `changed` makes it another log with the same numbers.
 */
export async function makeSealedLog(changed?: { readonly n: number; readonly note: string }): Promise<string> {
  const directory = temporaryDirectory();
  const log = await openSqliteEventLog({ directory });
  const one = (n: number) => event(n, n === changed?.n ? { data: { n, note: changed.note } } : {});
  await log.appender.append([
    request(
      'a',
      events(1, 3).map((_, at) => one(at + 1)),
    ),
    request('b', [one(4)]),
  ]);
  await seal(log);
  await log.appender.append([...['b', 'b', 'c', 'a', 'b', 'c'].map((stream, at) => request(stream, [one(at + 5)]))]);
  await seal(log);
  await log.side.append('delivery-a', 'none', event(20));
  await log.appender.append([request('a', [one(11)]), request('c', [one(12)])]);
  await log.close();
  return directory;
}
