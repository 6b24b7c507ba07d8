import { openSqliteEventLog } from '../sqlite/open.js';
import { event, eventId, request } from './sample-events.js';

/**
 * A process of its own that appends until it is killed: sixteen callers, one to three events a request, in streams of their own and
 * in a shared one. Prints `ready`, then `<id> <stream> <revision> <ordinal>` for each event when it is acknowledged.
 */
async function main(directory: string, first: number): Promise<void> {
  const { appender } = await openSqliteEventLog({ directory });
  let n = first;
  process.stdout.write('ready\n');
  const caller = async (who: number): Promise<never> => {
    for (;;) {
      const events = Array.from({ length: 1 + (n % 3) }, () => event(n++));
      const stream = n % 2 === 0 ? 'shared' : `own-${who}`;
      const [outcome] = await appender.append([request(stream, events)]);
      if (outcome?.kind !== 'appended') throw new Error(outcome?.kind);
      for (const { id, revision, ordinal } of outcome.receipts)
        process.stdout.write(`${id} ${stream} ${revision} ${ordinal}\n`);
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, who) => caller(who)));
}

const [directory, first] = process.argv.slice(2);
// The id of the first event is printed nowhere else: a wrong number is told at once.
if (!directory || !first || eventId(Number(first)).includes('NaN'))
  throw new Error('usage: append-forever DIRECTORY FIRST');
main(directory, Number(first)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
