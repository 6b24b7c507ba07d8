import { openEventStoreLog, type EventStoreLog, type EventStorePlace } from '../../libs/event-log/eventstoredb/open.js';
import { temporaryDirectory } from '../../libs/event-log/testing/temporary-directory.js';
import { newLogName } from './store-under-test.js';

const opened: EventStoreLog[] = [];

/**
 * A log that soon takes silence for a fault, and tries again for long, so that no answer is lost to a busy machine; closed after the test.
 */
export async function openLog(connectionString: string, place: Partial<EventStorePlace> = {}): Promise<EventStoreLog> {
  const log = await openEventStoreLog({
    connectionString,
    log: newLogName(),
    replicaDirectory: temporaryDirectory(),
    limitMs: 500,
    giveUpMs: 20_000,
    ...place,
  });
  opened.push(log);
  return log;
}

export async function closeLogs(): Promise<void> {
  for (const log of opened.splice(0)) await log.close();
}

/** Until it is so. */
export async function until(condition: () => boolean, patienceMs = 20_000): Promise<void> {
  for (const end = Date.now() + patienceMs; !condition(); await new Promise((next) => setTimeout(next, 5)))
    if (Date.now() > end) throw new Error('it never came to be so');
}
