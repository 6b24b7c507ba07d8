import { openEventStoreLog } from '../../libs/event-log/eventstoredb/open.js';
import type { EventReader } from '../../libs/event-log/port.js';
import { event, eventId, request } from '../../libs/event-log/testing/sample-events.js';

/**
 * As `append-forever` of the event log, in an event store: an event is printed when it was acknowledged and the replica of this
 * process tells its ordinal.
 */
async function main(connectionString: string, log: string, replicaDirectory: string, first: number): Promise<void> {
  const place = { connectionString, log, replicaDirectory };
  const { appender, reader, caughtUp } = await openEventStoreLog({ ...place, limitMs: 3_000 });
  let n = first;
  process.stdout.write('ready\n');
  const caller = async (who: number): Promise<never> => {
    for (;;) {
      const events = Array.from({ length: 1 + (n % 3) }, () => event(n++));
      const stream = n % 2 === 0 ? 'shared' : `own-${who}`;
      const [outcome] = await appender.append([request(stream, events)]);
      if (outcome?.kind !== 'appended') throw new Error(outcome?.kind);
      await caughtUp();
      for (const { id, revision } of outcome.receipts)
        process.stdout.write(`${id} ${stream} ${revision} ${ordinalOf(reader, id, stream)}\n`);
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, who) => caller(who)));
}

const ordinalOf = (reader: EventReader, id: string, stream: string): number => reader.find(id, stream)[0]!.ordinal;

const [connectionString, log, replicaDirectory, first] = process.argv.slice(2);
if (!connectionString || !log || !replicaDirectory || eventId(Number(first)).includes('NaN'))
  throw new Error('usage: append-forever CONNECTION LOG DIRECTORY FIRST');
main(connectionString, log, replicaDirectory, Number(first)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
